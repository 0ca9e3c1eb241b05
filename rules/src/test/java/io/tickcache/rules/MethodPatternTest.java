package io.tickcache.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodPatternTest {
  @ParameterizedTest
  @CsvSource({
    "com.acme.QuoteClient,     com.acme.QuoteClient,        true",
    "com.acme.QuoteClient,     com.acme.QuoteClient2,       false",
    "com.acme.Outer$Inner,     com.acme.Outer$Inner,        true",
    "com.acme.*Client,         com.acme.QuoteClient,        true",
    "com.acme.*Client,         com.acme.Client,             true",
    "com.acme.*Client,         com.acme.md.QuoteClient,     false",
    "com.acme.*,               com.acme.Outer$Inner,        true",
    "com.*.QuoteClient,        com.acme.QuoteClient,        true",
    "com.*.QuoteClient,        com.acme.md.QuoteClient,     false",
    "com.**.QuoteClient,       com.acme.md.QuoteClient,     true",
    "com.acme.**,              com.acme.md.QuoteClient,     true",
    "com.acme.**,              com.acmex.QuoteClient,       false",
    "**Client,                 com.acme.md.QuoteClient,     true",
    "**Client,                 Client,                      true",
    "**,                       anything.At.all,             true",
    "*,                        Unpackaged,                  true",
    "*,                        com.Packaged,                false",
    "com.*a*b*.C,              com.xaxbx.C,                 true",
    "com.*a*b*.C,              com.xbxax.C,                 false",
  })
  void aStarStaysInItsSegmentAndTwoCrossThem(String type, String name, boolean matches) {
    assertThat(MethodPattern.parse(type + "#get").matchesType(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''                         | -                                    | true",
        "''                         | int                                  | true",
        "()                         | -                                    | true",
        "()                         | int                                  | false",
        "(..)                       | -                                    | true",
        "(..)                       | int&long                             | true",
        "(String)                   | java.lang.String                     | true",
        "(java.lang.String)         | java.lang.String                     | true",
        "(lang.String)              | java.lang.String                     | false",
        "(String)                   | java.lang.String&int                 | false",
        "(String, ..)               | java.lang.String&int                 | true",
        "(String, ..)               | java.lang.String                     | true",
        "(String, ..)               | int                                  | false",
        "(Inner)                    | com.acme.Outer$Inner                 | true",
        "(Outer.Inner)              | com.acme.Outer$Inner                 | true",
        "(Outer$Inner)              | com.acme.Outer$Inner                 | true",
        "(com.acme.Outer.Inner)     | com.acme.Outer$Inner                 | true",
        "(com.acme.Outer$Inner)     | com.acme.Outer$Inner                 | true",
        "(Other.Inner)              | com.acme.Outer$Inner                 | false",
        "(nner)                     | com.acme.Outer$Inner                 | false",
        "(String[])                 | [Ljava.lang.String;                  | true",
        "(String[])                 | java.lang.String[]                   | true",
        "(String)                   | [Ljava.lang.String;                  | false",
        "(Object...)                | [Ljava.lang.Object;                  | true",
        "(int[][])                  | [[I                                  | true",
        "(int...)                   | [I                                   | true",
        "(Integer)                  | int                                  | false",
        "(List<String>)             | java.util.List                       | true",
        "(Map<String, List<X>>, int)| java.util.Map&int                    | true",
        "( String , int )           | java.lang.String&int                 | true",
      })
  void parametersAreSimpleOrFullNames(String parameters, String types, boolean matches) {
    List<String> names = types == null ? List.of() : List.of(types.split("&", -1));

    assertThat(MethodPattern.parse("A#get" + parameters).matchesParameters(names))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.A.get      | `com.acme.A.get` has no `#` between type and method",
        "#get                | the type before `#` is missing",
        "com..A#get          | `com..A` is not a type name",
        "com.acme.#get       | `com.acme.` is not a type name",
        "com.9a#get          | `com.9a` is not a type name",
        "com acme#get        | `com acme` is not a type name",
        "A#                  | `A#` has no method name behind `#`",
        "A#get*              | `get*` is not a method name",
        "A#get(String        | `A#get(String` has a `(` without its `)` at the end",
        "A#get(,int)         | a parameter type of `A#get(,int)` is missing",
        "A#get(.., int)      | `..` is not the last parameter of `A#get(.., int)`",
        "A#get(List<String)  | `List<String` is not a parameter type",
        "A#get(java.util.*)  | `java.util.*` is not a parameter type",
      })
  void whatIsNoPatternSaysWhy(String text, String why) {
    assertThatThrownBy(() -> MethodPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  void aPatternKeepsItsText() {
    MethodPattern pattern = MethodPattern.parse("com.acme.A#get(List<String>, ..)");

    assertThat(pattern).hasToString("com.acme.A#get(List<String>, ..)");
    assertThat(pattern.type()).isEqualTo("com.acme.A");
    assertThat(pattern.exactType()).isTrue();
    assertThat(pattern.method()).isEqualTo("get");
    assertThat(pattern.parameters()).containsExactly("List", "..");
  }

  @Test
  void patternsAreEqualHoweverSpacesAndGenericsAreWritten() {
    assertThat(MethodPattern.parse("A#get( List<String> )"))
        .isEqualTo(MethodPattern.parse("A#get(List)"))
        .hasSameHashCodeAs(MethodPattern.parse("A#get(List)"))
        .isNotEqualTo(MethodPattern.parse("A#get"));
  }

  @Test
  void aPatternWithManyStarsIsMatchedInLittleTime() {
    MethodPattern pattern = MethodPattern.parse("*a".repeat(2000) + "b#get");

    assertThat(pattern.matchesType("a".repeat(4000))).isFalse();
  }
}
