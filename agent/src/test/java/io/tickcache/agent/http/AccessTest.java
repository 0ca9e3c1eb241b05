package io.tickcache.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.HostPort;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in at the port, and for what. */
class AccessTest {

  private static final String TOKEN = "s3cret";
  private static final int PORT = 9464;

  private final Access here = access("127.0.0.1", null);
  private final Access hereWithToken = access("127.0.0.1", TOKEN);
  private final Access everywhere = access("0.0.0.0", TOKEN);

  private static Access access(String host, String token) {
    return new Access(new AdminSettings(new HostPort(host, 0), token), PORT);
  }

  private static int status(Access access, boolean changes, String... headers) {
    Map<String, List<String>> map = new TreeMap<>();
    map.put("host", List.of("127.0.0.1:9464"));
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], List.of(headers[i + 1].split("\\|")));
    }
    Answer refusal = access.refusal(new Request("GET", "/", map), changes);
    assertThat(refusal == null ? "" : refusal.body).doesNotContain(TOKEN);
    return refusal == null ? 200 : refusal.status;
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9464", "localhost:9464", "LocalHost:9464", "[::1]:9464"})
  void itGoesByTheNamesOfThisHost(String host) {
    assertThat(status(here, false, "host", host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:9464",
        "127.0.0.1.evil.example:9464",
        "127.0.0.1:80",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:9464@evil.example",
        " "
      })
  void aNameOfAnotherIsRefused(String host) {
    assertThat(status(here, false, "host", host)).isEqualTo(403);
    assertThat(status(hereWithToken, true, "host", host, "authorization", "Bearer " + TOKEN))
        .isEqualTo(403);
  }

  @Test
  void thereIsOneHost() {
    assertThat(status(here, false, "host", "127.0.0.1:9464|127.0.0.1:9464")).isEqualTo(400);
    assertThat(here.refusal(new Request("GET", "/", Map.of()), false).status).isEqualTo(400);
  }

  @Test
  void theConfiguredNameIsOneOfThem() {
    Access named = access("trader-7", TOKEN);
    String token = "Bearer " + TOKEN;

    assertThat(status(named, false, "host", "Trader-7:9464", "authorization", token))
        .isEqualTo(200);
    assertThat(status(named, false, "host", "trader-8:9464", "authorization", token))
        .isEqualTo(403);
    assertThat(status(access("::1", null), false, "host", "[::1]:9464")).isEqualTo(200);
  }

  @Test
  void thePortOfHttpNeedsNoSaying() {
    Access usual = new Access(new AdminSettings(new HostPort("127.0.0.1", 80), null), 80);

    assertThat(status(usual, false, "host", "localhost")).isEqualTo(200);
    assertThat(status(usual, false, "host", "[::1]")).isEqualTo(200);
    assertThat(status(usual, false, "host", "localhost:81")).isEqualTo(403);
  }

  @Test
  void aPortOfAllAddressesGoesByAnyNameButNeedsTheToken() {
    assertThat(status(everywhere, false, "host", "trader-7:9464")).isEqualTo(401);
    assertThat(
            status(everywhere, false, "host", "trader-7:9464", "authorization", "Bearer " + TOKEN))
        .isEqualTo(200);
  }

  @Test
  void onThisHostReadingNeedsNoToken() {
    assertThat(status(hereWithToken, false)).isEqualTo(200);
    assertThat(status(hereWithToken, false, "authorization", "Bearer wrong")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer ",
        "Bearer",
        "Basic s3cret",
        "s3cret",
        "Bearer s3cret2",
        "Bearer S3CRET",
        "Bearer s3cre",
        "Bearer s3cret|Bearer s3cret"
      })
  void changingNeedsTheToken(String shown) {
    assertThat(status(hereWithToken, true, "authorization", shown)).isEqualTo(401);
    assertThat(status(hereWithToken, true)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer s3cret", "bearer s3cret", "BEARER   s3cret "})
  void theTokenOpens(String shown) {
    assertThat(status(hereWithToken, true, "authorization", shown)).isEqualTo(200);
  }

  @Test
  void theTokenIsAskedFor() {
    Answer refusal =
        hereWithToken.refusal(
            new Request("POST", "/", Map.of("host", List.of("localhost:9464"))), true);

    assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"tickcache\"");
  }

  @Test
  void withoutATokenNobodyChangesAnything() {
    assertThat(status(here, true, "authorization", "Bearer null")).isEqualTo(403);
    assertThat(status(here, true)).isEqualTo(403);
  }

  @Test
  void aRefusedReadIsNotToldThatItChangesSomething() {
    List<String> host = List.of("localhost:9464");
    Request fromHere = new Request("GET", "/entry", Map.of("host", host));
    Request fromElsewhere =
        new Request(
            "GET", "/entry", Map.of("host", host, "origin", List.of("http://evil.example")));

    assertThat(here.refusal(fromHere, true).body)
        .isEqualTo(
            "this needs a token, and there is none; add `token` to `admin` in the rules file\n");
    assertThat(hereWithToken.refusal(fromElsewhere, true).body)
        .isEqualTo("this can't be asked for from a page of another site\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://127.0.0.1:9464",
        "http://localhost:9464",
        "http://127.0.0.1:9464.evil.example",
        "null",
        "http://127.0.0.1:9464|http://evil.example"
      })
  void aPageOfAnotherSiteChangesNothing(String origin) {
    assertThat(status(hereWithToken, true, "origin", origin, "authorization", "Bearer " + TOKEN))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "unheard-of", "same-origin|cross-site"})
  void whatABrowserBringsFromElsewhereChangesNothing(String site) {
    assertThat(
            status(hereWithToken, true, "sec-fetch-site", site, "authorization", "Bearer " + TOKEN))
        .isEqualTo(403);
  }

  @Test
  void itsOwnPageMayChangeWithTheToken() {
    assertThat(
            status(
                hereWithToken,
                true,
                "origin",
                "http://127.0.0.1:9464",
                "sec-fetch-site",
                "same-origin",
                "authorization",
                "Bearer " + TOKEN))
        .isEqualTo(200);
  }
}
