package com.acme.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Blocking calls over {@link HttpURLConnection}; reads every body to its end to keep it alive. */
public final class BlockingHttp {
  private static final int TIMEOUT_MILLIS = 5000;

  private BlockingHttp() {}

  public static HttpReply get(String url) throws IOException {
    return reply(open(url));
  }

  /** Posts a form that is encoded already. */
  public static HttpReply post(String url, String form) throws IOException {
    HttpURLConnection connection = open(url);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(form.getBytes(StandardCharsets.UTF_8));
    }
    return reply(connection);
  }

  private static HttpURLConnection open(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setUseCaches(false);
    return connection;
  }

  private static HttpReply reply(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    return new HttpReply(status, body == null ? "" : text(body));
  }

  private static String text(InputStream body) throws IOException {
    try (InputStream in = body) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
      byte[] buffer = new byte[1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }
  }
}
