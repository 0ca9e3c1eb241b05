package io.tickcache.rules.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/** A text in which some places are to be replaced, all told in offsets of the text as it was. */
final class EditableText {
  private final String text;
  private final int[] offsets;
  private final List<Patch> patches = new ArrayList<>();

  EditableText(String text) {
    this.text = text;
    this.offsets = offsets(text);
  }

  /** Marks count code points. */
  private static int[] offsets(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = offsets[i - 1] + Character.charCount(text.codePointAt(offsets[i - 1]));
    }
    return offsets;
  }

  String text() {
    return text;
  }

  int at(Mark mark) {
    return offsets[mark.getIndex()];
  }

  /** Where the line begins that has this place. */
  int lineStart(int at) {
    int start = at;
    while (start > 0 && !SourceText.breaksLine(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Where the line ends that has this place, before what breaks it. */
  int lineEnd(int at) {
    int end = at;
    while (end < text.length() && !SourceText.breaksLine(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where the line before this one begins; the start itself where there is none. */
  int lineBefore(int start) {
    if (start == 0) {
      return start;
    }
    boolean two = start > 1 && text.startsWith("\r\n", start - 2);
    return lineStart(start - (two ? 2 : 1));
  }

  /** The spaces that a line begins with. */
  String indentation(int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return text.substring(start, end);
  }

  /** What breaks the lines of this text. */
  String lineBreak() {
    int end = lineEnd(0);
    if (end == text.length()) {
      return "\n";
    }
    return text.startsWith("\r\n", end) ? "\r\n" : text.substring(end, end + 1);
  }

  /** What is put in one place comes in the order in which it was said. */
  void replace(int from, int to, String by) {
    patches.add(new Patch(from, to, by));
  }

  void insert(int at, String more) {
    replace(at, at, more);
  }

  @Override
  public String toString() {
    Collections.sort(patches, new ByPlace());
    StringBuilder edited = new StringBuilder();
    int done = 0;
    for (Patch patch : patches) {
      edited.append(text, done, Math.max(done, patch.from)).append(patch.by);
      done = Math.max(done, patch.to);
    }
    return edited.append(text, done, text.length()).toString();
  }

  private static final class Patch {
    private final int from;
    private final int to;
    private final String by;

    private Patch(int from, int to, String by) {
      this.from = from;
      this.to = to;
      this.by = by;
    }
  }

  private static final class ByPlace implements Comparator<Patch> {
    @Override
    public int compare(Patch one, Patch other) {
      return Integer.compare(one.from, other.from);
    }
  }
}
