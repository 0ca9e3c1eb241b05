package io.tickcache.agent.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.tickcache.agent.log.Log;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection: takes requests apart, has them answered one at a time and in their order, and
 * ends what is too large, too slow or no HTTP. It reads no further while it has something to
 * answer. Lives on the one event loop.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

  private static final int LARGEST_BODY = 8 * 1024;

  /** How long the caller may go on sending once he has the last answer, so that he gets it. */
  private static final long LINGER_MILLIS = 1_000;

  private final Responder responder;
  private final Access access;
  private final long limitMillis;
  private final Log log;

  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private @Nullable Exchange arriving;
  private long bodyBytes;
  private boolean answering;
  private boolean inTurn;
  private boolean deaf;
  private boolean ending;
  private @Nullable Future<?> deadline;

  /**
   * @param limitMillis the longest from one answer to the next, the arrival of the request included
   */
  HttpConnection(Responder responder, Access access, long limitMillis, Log log) {
    this.responder = responder;
    this.access = access;
    this.limitMillis = limitMillis;
    this.log = log;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    endIn(limitMillis, context);
    context.read();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (!deaf && message instanceof HttpObject) {
        take((HttpObject) message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
    proceed(context);
  }

  private void take(HttpObject part) {
    if (part.decoderResult().isFailure()) {
      refuse(HttpMessages.broken(part.decoderResult().cause()));
    } else if (part instanceof HttpRequest) {
      begin((HttpRequest) part);
    }
    if (!deaf && part instanceof HttpContent) {
      bodyBytes += ((HttpContent) part).content().readableBytes();
      if (bodyBytes > LARGEST_BODY) {
        refuse(Answer.line(413, "the body is larger than 8 KiB"));
      } else if (part instanceof LastHttpContent && arriving != null) {
        waiting.add(arriving);
        arriving = null;
      }
    }
  }

  private void begin(HttpRequest request) {
    arriving = new Exchange(HttpMessages.read(request), HttpUtil.isKeepAlive(request), null);
    bodyBytes = 0;
    if (request.headers().contains("Expect")) {
      refuse(Answer.line(417, "this expects nothing; send the request at once"));
    } else if (!request.uri().startsWith("/")) {
      refuse(Answer.line(400, "the target of the request is no path"));
    }
  }

  /** Has this answered last; what arrives from now on is not heard. */
  private void refuse(Answer answer) {
    deaf = true;
    waiting.add(new Exchange(null, false, answer));
    arriving = null;
  }

  /** Answers what waits, without going deeper for each that is answered at once. */
  private void proceed(ChannelHandlerContext context) {
    if (inTurn) {
      return;
    }
    inTurn = true;
    try {
      while (!answering && !ending && !waiting.isEmpty()) {
        answer(waiting.remove(), context);
      }
    } finally {
      inTurn = false;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    readOn(context);
  }

  private void readOn(ChannelHandlerContext context) {
    if (!answering && !ending && waiting.isEmpty()) {
      context.read();
    }
  }

  private void answer(Exchange exchange, ChannelHandlerContext context) {
    answering = true;
    answerTo(exchange)
        .whenComplete(
            (answer, failure) -> {
              if (context.executor().inEventLoop()) {
                told(exchange, answer, failure, context);
              } else {
                context.executor().execute(() -> told(exchange, answer, failure, context));
              }
            });
  }

  private CompletableFuture<Answer> answerTo(Exchange exchange) {
    Request request = exchange.request;
    if (request == null) {
      return CompletableFuture.completedFuture(exchange.refusal);
    }
    try {
      return responder.answer(request, access);
    } catch (RuntimeException | LinkageError fault) {
      CompletableFuture<Answer> failed = new CompletableFuture<>();
      failed.completeExceptionally(fault);
      return failed;
    }
  }

  private void told(
      Exchange exchange,
      @Nullable Answer answer,
      @Nullable Throwable failure,
      ChannelHandlerContext context) {
    Answer told = answer;
    if (told == null) {
      log.seldom("admin fault", "admin: a request failed with " + failure);
      told = Answer.line(500, "the agent failed at this; its log says more");
    }
    context
        .writeAndFlush(HttpMessages.response(told, exchange.keepsAlive))
        .addListener((ChannelFuture written) -> written(written, exchange.keepsAlive, context));
  }

  private void written(ChannelFuture written, boolean keepsAlive, ChannelHandlerContext context) {
    answering = false;
    if (!written.isSuccess()) {
      context.close();
    } else if (keepsAlive) {
      endIn(limitMillis, context);
      proceed(context);
      if (!inTurn) {
        readOn(context);
      }
    } else {
      end(context);
    }
  }

  /** A close while something is unread would reset the connection, and the answer with it. */
  private void end(ChannelHandlerContext context) {
    ending = true;
    deaf = true;
    waiting.clear();
    endIn(LINGER_MILLIS, context);
    ((DuplexChannel) context.channel()).shutdownOutput();
    context.channel().config().setAutoRead(true);
  }

  private void endIn(long millis, ChannelHandlerContext context) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    deadline = context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
    if (!(fault instanceof IOException)) {
      log.seldom("admin fault", "admin: a connection failed with " + fault);
    }
    context.close();
  }

  /**
   * A request, and whether its connection goes on after it; or what is said instead of answering.
   */
  private static final class Exchange {
    private final @Nullable Request request;
    private final boolean keepsAlive;
    private final @Nullable Answer refusal;

    private Exchange(@Nullable Request request, boolean keepsAlive, @Nullable Answer refusal) {
      this.request = request;
      this.keepsAlive = keepsAlive;
      this.refusal = refusal;
    }
  }
}
