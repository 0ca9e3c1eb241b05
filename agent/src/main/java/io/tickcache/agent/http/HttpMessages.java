package io.tickcache.agent.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests and answers, as Netty has them and as we do. */
final class HttpMessages {

  /** Names and values that every answer has. */
  private static final String[] HEADERS = {
    "Cache-Control", "no-store",
    "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy", "same-origin",
    "Referrer-Policy", "no-referrer",
    "X-Content-Type-Options", "nosniff",
    "X-Frame-Options", "DENY"
  };

  private HttpMessages() {}

  static Request read(HttpRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (Map.Entry<String, String> header : request.headers()) {
      headers
          .computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.getValue());
    }
    return new Request(request.method().name(), request.uri(), headers);
  }

  static Answer broken(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Answer.line(414, "the first line of the request is longer than 8 KiB");
    }
    return cause instanceof TooLongHttpHeaderException
        ? Answer.line(431, "the headers of the request are longer than 16 KiB")
        : Answer.line(400, "this is no request of HTTP/1.1");
  }

  static DefaultFullHttpResponse response(Answer answer, boolean keepsAlive) {
    ByteBuf body = Unpooled.wrappedBuffer(answer.body.getBytes(StandardCharsets.UTF_8));
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status), body);
    HttpHeaders headers = response.headers();
    headers.set("Content-Type", answer.type);
    headers.set("Content-Length", body.readableBytes());
    for (int i = 0; i < HEADERS.length; i += 2) {
      headers.set(HEADERS[i], HEADERS[i + 1]);
    }
    answer.headers().forEach(headers::set);
    if (!keepsAlive) {
      headers.set("Connection", "close");
    }
    return response;
  }
}
