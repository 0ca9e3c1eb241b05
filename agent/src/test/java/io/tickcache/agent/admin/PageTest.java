package io.tickcache.agent.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.http.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a browser is given, and what it is allowed. */
class PageTest {

  private final Answer page = Page.answer(200);
  private final String policy = page.headers().get("Content-Security-Policy");

  private String part(String tag) {
    Matcher matcher =
        Pattern.compile("<" + tag + ">(.*)</" + tag + ">", Pattern.DOTALL).matcher(page.body());
    assertThat(matcher.find()).as(tag).isTrue();
    assertThat(page.body().split("<" + tag + "\\b", -1)).as(tag).hasSize(2);
    return matcher.group(1);
  }

  private static String digest(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @Test
  void nothingRunsButItsOwnScriptAndStyle() throws Exception {
    assertThat(policy)
        .startsWith("default-src 'none';")
        .contains("script-src " + digest(part("script")) + ";")
        .contains("style-src " + digest(part("style")) + ";")
        .contains("connect-src 'self';", "frame-ancestors 'none'", "form-action 'none'")
        .contains("require-trusted-types-for 'script'", "base-uri 'none'")
        .doesNotContain("unsafe", "*", "http");
  }

  @Test
  void itIsOneDocumentThatNamesNoOtherSite() {
    String withoutNames = page.body().replaceAll("http://www\\.w3\\.org/2000/svg", "");
    assertThat(withoutNames).doesNotContain("://", "@import", "url(", "<script src");
  }

  @Test
  void textOfTheProcessIsNeverMadeMarkup() {
    assertThat(part("script"))
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        .doesNotContain("new Function", "srcdoc", "setAttribute(\"style\"");
    assertThat(page.body().replace(part("script"), ""))
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContainPattern("\\sstyle=");
  }

  @Test
  void theTokenIsStoredNowhere() {
    assertThat(part("script"))
        .doesNotContain("localStorage", "sessionStorage", "document.cookie", "token=")
        .contains("Authorization: \"Bearer \" + token");
  }
}
