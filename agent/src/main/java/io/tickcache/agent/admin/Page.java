package io.tickcache.agent.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickcache.agent.http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page for people: one document that asks the other endpoints for all that it shows, and holds
 * nothing of the process itself. Its style and its script stand in it, and the browser runs nothing
 * besides: they are named by their digests. Immutable.
 */
final class Page {

  private static final String[] SCRIPTS = {
    "base.js",
    "chart.js",
    "link.js",
    "token.js",
    "detail.js",
    "rules.js",
    "redis.js",
    "upstreams.js",
    "file.js",
    "main.js"
  };

  /** Put together once, and only where somebody asks for it. */
  private static final Page ONLY = new Page();

  private final String text;
  private final String policy;

  private Page() {
    String style = resource("page.css");
    StringBuilder script = new StringBuilder("\"use strict\";\n(() => {\n");
    for (String part : SCRIPTS) {
      script.append(resource(part));
    }
    script.append("})();\n");
    text = resource("page.html").replace("/*style*/", style).replace("/*script*/", script);
    policy =
        "default-src 'none'; script-src "
            + digest(script.toString())
            + "; style-src "
            + digest(style)
            + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  }

  /**
   * The page.
   *
   * @param status 401 where the page itself has to ask for the token, which it can't be opened with
   */
  static Answer answer(int status) {
    return Answer.of(status, "text/html; charset=utf-8", ONLY.text)
        .with("Content-Security-Policy", ONLY.policy);
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the agent's jar has no " + name);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
      return new String(bytes.toByteArray(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
