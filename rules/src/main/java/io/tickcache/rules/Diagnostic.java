package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mistake in the rules: what is wrong, where, why, and how to mend it. */
public final class Diagnostic {
  private final Severity severity;
  private final DiagnosticCode code;
  private final String message;
  private final @Nullable SourcePlace place;
  private final List<Related> related;
  private final List<String> notes;
  private final @Nullable String help;

  private Diagnostic(Builder builder) {
    this.severity = builder.severity;
    this.code = builder.code;
    this.message = builder.message;
    this.place = builder.place;
    this.related = Collections.unmodifiableList(new ArrayList<>(builder.related));
    this.notes = Collections.unmodifiableList(new ArrayList<>(builder.notes));
    this.help = builder.help;
  }

  /** Starts an error: the rule, or the whole file, can't be used. */
  public static Builder error(DiagnosticCode code, String message) {
    return new Builder(Severity.ERROR, code, message);
  }

  /** Starts a warning: something is odd, and the rest works. */
  public static Builder warning(DiagnosticCode code, String message) {
    return new Builder(Severity.WARNING, code, message);
  }

  public Severity severity() {
    return severity;
  }

  /** The stable code, such as {@code R004}. */
  public String code() {
    return code.name();
  }

  public String message() {
    return message;
  }

  /** Where the mistake is, or null if it has no place in the file. */
  public @Nullable SourcePlace place() {
    return place;
  }

  /** Other places that take part in the mistake. */
  public List<Related> related() {
    return related;
  }

  public List<String> notes() {
    return notes;
  }

  /** What to do about it, or null if there is nothing to propose. */
  public @Nullable String help() {
    return help;
  }

  /** The text for people: several lines, each ended by a line feed. */
  public String render() {
    return new DiagnosticText(this).toString();
  }

  @Override
  public String toString() {
    return render();
  }

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** Another place that takes part in a mistake, and how. */
  public static final class Related {
    private final SourcePlace place;
    private final String label;

    private Related(SourcePlace place, String label) {
      this.place = place;
      this.label = label;
    }

    public SourcePlace place() {
      return place;
    }

    public String label() {
      return label;
    }
  }

  /** Collects a diagnostic. */
  public static final class Builder {
    private final Severity severity;
    private final DiagnosticCode code;
    private final String message;
    private final List<Related> related = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable SourcePlace place;
    private @Nullable String help;

    private Builder(Severity severity, DiagnosticCode code, String message) {
      this.severity = severity;
      this.code = code;
      this.message = message;
    }

    public Builder at(@Nullable SourcePlace place) {
      this.place = place;
      return this;
    }

    /** Points at another place; without a place nothing is added. */
    public Builder also(@Nullable SourcePlace place, String label) {
      if (place != null) {
        related.add(new Related(place, label));
      }
      return this;
    }

    public Builder note(String note) {
      notes.add(note);
      return this;
    }

    public Builder help(@Nullable String help) {
      this.help = help;
      return this;
    }

    public Diagnostic build() {
      return new Diagnostic(this);
    }
  }
}
