package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which methods people mean by what they write. */
class MethodQueryTest {

  @ParameterizedTest
  @CsvSource({
    "getDepth, true",
    "BookClient.getDepth, true",
    "BookClient#getDepth, true",
    "com.acme.BookClient.getDepth, true",
    "'getDepth(String, int)', true",
    "'getDepth(String,int)', true",
    "getDepth(String), false",
    "getdepth, false",
    "Depth, false",
    "Client.getDepth, false",
    "com.acme.BookClient, false"
  })
  void aMethodMayBeWrittenShort(String said, boolean means) {
    assertThat(new MethodQuery(said).means("com.acme.BookClient.getDepth(String, int)"))
        .isEqualTo(means);
  }
}
