package com.acme.crowded;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A price server inside the process: one line asks for a symbol, one line answers with its price.
 */
final class WireServer {

  private final AtomicInteger requests = new AtomicInteger();
  private final Channel channel;

  WireServer(EventLoopGroup group) {
    channel =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel accepted) {
                    accepted
                        .pipeline()
                        .addLast(new LineBasedFrameDecoder(100))
                        .addLast(new StringDecoder())
                        .addLast(new StringEncoder())
                        .addLast(new Answers());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  int requests() {
    return requests.get();
  }

  private final class Answers extends SimpleChannelInboundHandler<String> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, String symbol) {
      requests.incrementAndGet();
      int cents = Math.floorMod(symbol.hashCode(), 100_000);
      context.writeAndFlush(BigDecimal.valueOf(cents, 2) + "\n");
    }
  }
}
