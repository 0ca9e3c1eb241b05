package io.tickcache.agent.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.HostPort;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own port. All of it goes on in one thread, so neither many callers nor slow ones cost
 * the application more than that. Where the port can't be opened it is tried again, and nothing
 * else suffers. Thread-safe.
 */
public final class HttpServer {

  private static final int MOST_CONNECTIONS = 16;
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LARGEST_HEADERS = 16 * 1024;

  /** As much as is read at once, and so what is held of requests that come too early. */
  private static final int READ_BYTES = 4 * 1024;

  private static final long LONGEST_END_SECONDS = 2;

  private final AdminSettings settings;
  private final Responder responder;
  private final Timing timing;
  private final Log log;
  private final EventLoop loop;
  private volatile @Nullable InetSocketAddress address;

  /** Of the loop's thread alone, as the next one. */
  private int connections;

  private boolean toldOfFailure;

  public HttpServer(AdminSettings settings, Responder responder, ThreadFactory threads, Log log) {
    this(settings, responder, Timing.USUAL, threads, log);
  }

  HttpServer(
      AdminSettings settings, Responder responder, Timing timing, ThreadFactory threads, Log log) {
    this.settings = settings;
    this.responder = responder;
    this.timing = timing;
    this.log = log;
    // Not a group of loops: that would have a thread more, of Netty's own, tell of its end.
    this.loop = new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
  }

  public AdminSettings settings() {
    return settings;
  }

  /** Opens the port on the server's own thread, as soon as that can be. */
  public void start() {
    loop.execute(this::open);
  }

  /** Closes the port and all connections, and waits for that, for some seconds at most. */
  public void close() {
    loop.shutdownGracefully(0, LONGEST_END_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(LONGEST_END_SECONDS, TimeUnit.SECONDS);
  }

  /** Where it listens; null while it doesn't. */
  @Nullable InetSocketAddress address() {
    return address;
  }

  /** Names are looked up here: the thread has nothing else to do. */
  private void open() {
    HostPort listen = settings.listen();
    InetSocketAddress wanted = new InetSocketAddress(listen.host(), listen.port());
    if (wanted.isUnresolved()) {
      failed("the host is unknown");
    } else if (settings.isLoopback() && !wanted.getAddress().isLoopbackAddress()) {
      failed("the name leads to " + wanted.getAddress().getHostAddress() + ", beyond this host");
    } else {
      bootstrap().bind(wanted).addListener((ChannelFuture bound) -> bound(bound));
    }
  }

  private void bound(ChannelFuture bound) {
    if (!bound.isSuccess()) {
      failed(String.valueOf(bound.cause().getMessage()));
      return;
    }
    InetSocketAddress open = (InetSocketAddress) bound.channel().localAddress();
    address = open;
    HostPort shown = new HostPort(settings.listen().host(), open.getPort());
    log.info("admin: answers at http://" + shown);
  }

  /** Told once: the port may stay taken for as long as the application runs. */
  private void failed(String why) {
    if (!toldOfFailure) {
      toldOfFailure = true;
      log.warn(
          "admin: can't listen on "
              + settings.listen()
              + " ("
              + why
              + "); tried again every "
              + TimeUnit.MILLISECONDS.toSeconds(timing.retryMillis)
              + " s. To mend it, change `listen`, or end what has the port");
    }
    loop.schedule(this::open, timing.retryMillis, TimeUnit.MILLISECONDS);
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(loop)
        .channelFactory(NioServerSocketChannel::new)
        .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
        .childOption(ChannelOption.AUTO_READ, false)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                accept(channel);
              }
            });
  }

  private void accept(SocketChannel channel) {
    if (connections == MOST_CONNECTIONS) {
      channel.close();
      return;
    }
    connections++;
    channel.closeFuture().addListener(closed -> connections--);
    Access access = new Access(settings, channel.localAddress().getPort());
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(LONGEST_LINE)
                    .setMaxHeaderSize(LARGEST_HEADERS)),
            new HttpConnection(responder, access, timing.exchangeMillis, log));
  }
}
