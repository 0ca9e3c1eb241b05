package com.acme.history;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the process did, in a file of records of 32 bytes: start and end by {@link System#nanoTime}
 * (on Linux one clock for all JVMs of a host), the number of the call that answered, and in two
 * bytes each the symbol, the thread and the kind; the last two bytes are a mark, so that a record
 * that was never whole is told from one that was. A thread of its own writes ten times a second;
 * what a killed process did in its last tenth is lost. Thread-safe.
 */
final class Journal implements Closeable {

  static final short READ = 1;
  static final short FAILED_READ = 2;
  static final short INVALIDATION = 3;
  static final short STALL = 4;
  static final short ERROR = 5;

  /** Stands for every symbol. */
  static final short ALL = -1;

  private static final int RECORD = 32;
  private static final short MARK = 0x7C7C;
  private static final int RECORDS = 32_768;
  private static final long PAUSE_MILLIS = 100;

  private final FileChannel file;
  private final Thread writer = new Thread(this::writeOn, "journal");
  private ByteBuffer filling = ByteBuffer.allocateDirect(RECORD * RECORDS);
  private ByteBuffer emptying = ByteBuffer.allocateDirect(RECORD * RECORDS);
  private final CountDownLatch closing = new CountDownLatch(1);

  @SuppressWarnings("resource") // the channel closes the stream
  Journal(String path) throws IOException {
    file = new FileOutputStream(path).getChannel();
    writer.setDaemon(true);
    writer.start();
  }

  /** Notes an operation; waits only while the file is a whole buffer behind. */
  synchronized void add(int kind, int thread, int symbol, long start, long end, long call) {
    boolean interrupted = false;
    while (!filling.hasRemaining()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    filling.putLong(start).putLong(end).putLong(call);
    filling.putShort((short) symbol).putShort((short) thread).putShort((short) kind);
    filling.putShort(MARK);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    file.close();
  }

  private void writeOn() {
    try {
      while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        write();
      }
      write();
    } catch (IOException e) {
      throw new IllegalStateException("the journal can't be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() throws IOException {
    ByteBuffer full;
    synchronized (this) {
      full = filling;
      filling = emptying;
      emptying = full;
      notifyAll();
    }
    full.flip();
    while (full.hasRemaining()) {
      file.write(full);
    }
    full.clear();
  }
}
