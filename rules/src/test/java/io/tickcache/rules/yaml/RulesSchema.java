package io.tickcache.rules.yaml;

import static io.tickcache.rules.DiagnosticCode.R003;
import static io.tickcache.rules.DiagnosticCode.R004;
import static io.tickcache.rules.DiagnosticCode.R005;
import static io.tickcache.rules.DiagnosticCode.R006;
import static io.tickcache.rules.DiagnosticCode.R009;
import static io.tickcache.rules.DiagnosticCode.R010;
import static io.tickcache.rules.DiagnosticCode.R012;
import static io.tickcache.rules.DiagnosticCode.R014;
import static io.tickcache.rules.DiagnosticCode.R017;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema of the rules file, applied as editors do: to what YAML 1.2 makes of the text. */
final class RulesSchema {
  static final JsonNode TREE = tree();

  /** What a schema can see; the others take more than one value, or the world outside. */
  private static final Set<DiagnosticCode> SEEN =
      EnumSet.of(R003, R004, R005, R006, R009, R010, R012, R014, R017);

  private static final JsonMapper JSON = new JsonMapper();

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(TREE);

  private RulesSchema() {}

  /** What an editor would underline, or nothing. */
  static List<String> complaints(String yaml) {
    Node root = new Yaml().compose(new StringReader(yaml));
    JsonNode file = JSON.valueToTree(root == null ? null : plain(root));
    return SCHEMA.validate(file).stream().map(Object::toString).toList();
  }

  /** An editor must not underline what the reader takes, and must underline what it can see. */
  static void assertAgrees(String yaml, Outcome outcome) {
    if (outcome.rules() != null) {
      assertThat(complaints(yaml)).as(yaml).isEmpty();
    } else if (outcome.diagnostics().stream()
        .anyMatch(diagnostic -> SEEN.contains(DiagnosticCode.valueOf(diagnostic.code())))) {
      assertThat(complaints(yaml)).as(yaml).isNotEmpty();
    }
  }

  private static Object plain(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, Object> settings = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        settings.put(name(tuple.getKeyNode()), plain(tuple.getValueNode()));
      }
      return settings;
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(plain(item)));
      return items;
    }
    ScalarNode scalar = (ScalarNode) node;
    boolean bare = scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
    return bare ? core(scalar.getValue()) : scalar.getValue();
  }

  private static String name(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : node.getTag().getValue();
  }

  /** The core schema of YAML 1.2. */
  private static Object core(String text) {
    if (text.matches("|~|null|Null|NULL")) {
      return null;
    }
    if (text.matches("true|True|TRUE|false|False|FALSE")) {
      return Boolean.valueOf(text);
    }
    if (text.matches("[-+]?[0-9]+")) {
      return new BigInteger(text);
    }
    if (text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?")) {
      return new BigDecimal(text);
    }
    return text;
  }

  private static JsonNode tree() {
    try (InputStream in = RuleSet.class.getResourceAsStream("tickcache.schema.json")) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
