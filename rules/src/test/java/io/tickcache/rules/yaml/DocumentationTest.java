package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages tell of every setting, and lead where they say. */
class DocumentationTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path REFERENCE = PROJECT.resolve("docs/rules.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");

  static final List<String> PAGES =
      List.of("README.md", "docs/rules.md", "docs/diagnostics.md", "docs/metrics.md");

  @ParameterizedTest
  @MethodSource("taken")
  void everySettingThatIsReadStartsALineOrARow(String setting) throws IOException {
    assertThat(Files.readString(REFERENCE))
        .containsPattern("(?m)^(\\|[^|]*)?`" + Pattern.quote(setting) + "`");
  }

  @ParameterizedTest
  @FieldSource("PAGES")
  void everyLinkLeadsToAPageAndASectionOfIt(String page) throws IOException {
    Path from = PROJECT.resolve(page);
    Matcher link = LINK.matcher(Files.readString(from));
    while (link.find()) {
      Path to = link.group(1).isEmpty() ? from : from.resolveSibling(link.group(1));
      assertThat(to).exists();
      if (link.group(2) != null) {
        assertThat(sections(to)).contains(link.group(2));
      }
    }
  }

  static Stream<String> taken() {
    return Vocabularies.BY_PLACE.values().stream()
        .flatMap(each -> each.taken().stream())
        .distinct();
  }

  /** The anchors that a page's headings become. */
  private static List<String> sections(Path page) throws IOException {
    List<String> sections = new ArrayList<>();
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("#")) {
        String heading = line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT);
        sections.add(heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
      }
    }
    return sections;
  }
}
