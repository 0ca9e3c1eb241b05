package io.tickcache.rules.yaml;

import io.tickcache.rules.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Sets modes in the text of a rules file, and writes comments above its rules. All else stays as it
 * is written, to the character; what comes out is held against what went in before anybody gets it.
 * For one thread.
 */
public final class RulesEdit {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String fileName;
  private final String mark;
  private final String plain;
  private final Environment environment;
  private final Node root;
  private final RuleNodes rules;
  private final Map<String, String> modes = new TreeMap<>();
  private final Map<String, List<String>> comments = new LinkedHashMap<>();

  private RulesEdit(String fileName, String text, Environment environment)
      throws UneditableException {
    this.fileName = fileName;
    this.mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    this.plain = text.substring(mark.length());
    this.environment = environment;
    Node parsed = parsed(plain);
    if (parsed == null) {
      throw new UneditableException("`" + fileName + "` is not YAML");
    }
    this.root = parsed;
    this.rules = RuleNodes.of(root);
  }

  /**
   * Begins to edit.
   *
   * @param environment what the text is read in before and after; references that it doesn't know
   *     are wrong both times
   */
  public static RulesEdit of(RulesText text, Environment environment) throws UneditableException {
    String whole = text.text();
    if (whole == null) {
      throw new UneditableException("`" + text.source() + "` can't be read");
    }
    return new RulesEdit(text.source(), whole, environment);
  }

  private @Nullable Node parsed(String text) {
    return new YamlTree(new Reading(new SourceText(fileName, text), environment)).parse(text);
  }

  /** Whether it is for a reference to say which mode a rule is in. */
  public boolean hasModeOfReference(String rule) {
    Node said = rules.saidMode(rule);
    return said != null && RuleNodes.text(said).contains("${");
  }

  /** Has a rule in this mode. */
  public void mode(String rule, Mode mode) {
    String word = mode.name().toLowerCase(Locale.ROOT);
    if (!word.equals(rules.modeInForce(rule))) {
      modes.put(rule, word);
    }
  }

  /** Has these lines above a rule, in place of those that were put there before. */
  public void comment(String rule, List<String> lines) {
    List<String> clean = new ArrayList<>();
    for (String line : lines) {
      clean.add(printable(line));
    }
    comments.put(rule, clean);
  }

  private static String printable(String line) {
    StringBuilder clean = new StringBuilder();
    int point;
    for (int i = 0; i < line.length(); i += Character.charCount(point)) {
      point = line.codePointAt(i);
      boolean fits =
          StreamReader.isPrintable(point) && !Character.isISOControl(point) && !isBreak(point);
      clean.appendCodePoint(fits ? point : '?');
    }
    return clean.toString();
  }

  private static boolean isBreak(int point) {
    return point <= Character.MAX_VALUE && SourceText.breaksLine((char) point);
  }

  /**
   * The text as it is now.
   *
   * @throws UneditableException where it would not be the same but for these modes
   */
  public String text() throws UneditableException {
    EditableText text = new EditableText(plain);
    new CommentWriter(text, rules).write(comments);
    new ModeWriter(text, rules).write(modes);
    String edited = text.toString();
    Node now = parsed(edited);
    if (!rules.isKnown(modes.keySet()) || now == null || !EditCheck.isAlike(root, now, modes)) {
      throw unfit("the rules would not be the same but for their modes");
    }
    Outcome before = RulesFile.read(fileName, plain, environment);
    String fault = EditCheck.fault(before, RulesFile.read(fileName, edited, environment), modes);
    if (fault != null) {
      throw unfit(fault);
    }
    return mark + edited;
  }

  private UneditableException unfit(String why) {
    return new UneditableException(
        "`" + fileName + "` is written in a way that it can't be edited in: " + why);
  }
}
