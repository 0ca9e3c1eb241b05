package com.acme.crowded;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks the price server over one connection of the application's own Netty. Thread-safe. */
public final class WireClient {

  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
  private final Object turn = new Object();
  private final Channel channel;

  WireClient(EventLoopGroup group, int port) {
    channel =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel opened) {
                    opened
                        .pipeline()
                        .addLast(new LineBasedFrameDecoder(100))
                        .addLast(new StringDecoder())
                        .addLast(new StringEncoder())
                        .addLast(new Received());
                  }
                })
            .connect(InetAddress.getLoopbackAddress(), port)
            .syncUninterruptibly()
            .channel();
  }

  public Quote quote(String symbol) throws IOException, InterruptedException {
    synchronized (turn) {
      channel.writeAndFlush(symbol + "\n");
      String price = answers.poll(10, TimeUnit.SECONDS);
      if (price == null) {
        throw new IOException("no answer for " + symbol);
      }
      Quote quote = new Quote();
      quote.setSymbol(symbol);
      quote.setPrice(new BigDecimal(price));
      return quote;
    }
  }

  private final class Received extends SimpleChannelInboundHandler<String> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) throws Exception {
      answers.put(line);
    }
  }
}
