package io.tickcache.agent.instrument;

import io.tickcache.rules.MethodPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a class path for methods that ask for market data. What speaks for a method are
 * words: in its name, in the name of its result, and in the name or type of an argument, of which
 * one has to be like a symbol. An implementation counts for the interface that declares the method.
 */
public final class Candidates {

  /** What it takes: a result that is surely market data and some argument, or the reverse. */
  private static final int LEAST = 5;

  private final Descriptions descriptions;
  private final Subtypes subtypes = new Subtypes();
  private final Map<String, Sighting> sightings = new LinkedHashMap<>();

  private Candidates(Descriptions descriptions) {
    this.descriptions = descriptions;
  }

  /** Those of a class path, the likeliest first. Classes that can't be read have none. */
  public static List<Candidate> in(Descriptions descriptions) {
    Candidates candidates = new Candidates(descriptions);
    for (String name : descriptions.classes().names()) {
      candidates.pass(name);
    }
    return candidates.ranked();
  }

  private void pass(String name) {
    try {
      byte[] bytes = descriptions.classes().bytes(name);
      if (bytes != null) {
        subtypes.add(name, new ClassFile(bytes).parents());
        look(descriptions.of(name));
      }
    } catch (IOException | RuntimeException unreadable) {
      return;
    }
  }

  private void look(TypeDescription type) {
    if (type.isSynthetic()
        || type.isAnonymousType()
        || MarketWords.nameTool(type.getSimpleName())
        || MarketWords.namePrivate(type.getSimpleName())) {
      return;
    }
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      if (isQuestion(method)) {
        sight(type, method);
      }
    }
  }

  private static boolean isQuestion(MethodDescription.InDefinedShape method) {
    return method.isMethod()
        && method.isPublic()
        && !method.isSynthetic()
        && !method.isNative()
        && !method.getParameters().isEmpty()
        && !MarketWords.changeOrConvert(method.getInternalName())
        && !MarketWords.namePrivate(method.getInternalName())
        && !method.getReturnType().asErasure().equals(method.getDeclaringType())
        && !method.getReturnType().represents(boolean.class);
  }

  /** Such a method hands its answers over later, and perhaps many of them. */
  private static boolean takesListener(MethodDescription.InDefinedShape method) {
    for (TypeDescription parameter : method.getParameters().asTypeList().asErasures()) {
      if (MarketWords.nameListener(parameter.getSimpleName())) {
        return true;
      }
    }
    return false;
  }

  private void sight(TypeDescription type, MethodDescription.InDefinedShape method) {
    boolean listened = takesListener(method);
    CallbackArgument callback = listened ? CallbackArgument.of(method) : null;
    if (listened && callback == null) {
      return;
    }
    TypeDescription.Generic answer = callback == null ? method.getReturnType() : callback.answer();
    int likelihood = AnswerData.likelihood(answer, method.getInternalName());
    Question question = likelihood == 0 ? null : Question.of(withParameterNames(method), callback);
    if (question == null) {
      return;
    }
    likelihood += question.likelihood();
    likelihood += MarketWords.ask(method.getInternalName()) ? 1 : 0;
    likelihood += MarketWords.nameClient(type.getSimpleName()) ? 1 : 0;
    likelihood += method.getExceptionTypes().isEmpty() ? 0 : 1;
    MethodDescription.InDefinedShape declared = declaration(type, method);
    likelihood += declared == null ? 0 : 1;
    Sighting sighting = new Sighting(declared == null ? method : declared, question, likelihood);
    Sighting known = sightings.get(sighting.key());
    if (known == null || known.likelihood < likelihood) {
      sightings.put(sighting.key(), sighting);
    }
  }

  private MethodDescription withParameterNames(MethodDescription.InDefinedShape method) {
    String name = method.getDeclaringType().asErasure().getName();
    for (MethodDescription.InDefinedShape named :
        descriptions.withParameterNames(name).getDeclaredMethods()) {
      if (named.equals(method)) {
        return named;
      }
    }
    return method;
  }

  /** The same method where an interface or abstract class first declares it, or null. */
  private static MethodDescription.@Nullable InDefinedShape declaration(
      TypeDescription type, MethodDescription method) {
    for (TypeDescription parent : Hierarchy.parents(type)) {
      MethodDescription.InDefinedShape above = declaration(parent, method);
      if (above != null) {
        return above;
      }
      if (!parent.isAbstract() || parent.getName().startsWith("java.")) {
        continue;
      }
      for (MethodDescription.InDefinedShape declared : parent.getDeclaredMethods()) {
        if (declared.getInternalName().equals(method.getInternalName())
            && declared.isPublic()
            && declared
                .getParameters()
                .asTypeList()
                .asErasures()
                .equals(method.getParameters().asTypeList().asErasures())) {
          return declared;
        }
      }
    }
    return null;
  }

  private List<Candidate> ranked() {
    List<Candidate> candidates = new ArrayList<>();
    for (Sighting sighting : sightings.values()) {
      if (sighting.likelihood >= LEAST) {
        candidates.add(candidate(sighting));
      }
    }
    candidates.sort(
        Comparator.comparingInt((Candidate candidate) -> -candidate.likelihood())
            .thenComparing(Candidate::toString));
    return candidates;
  }

  private Candidate candidate(Sighting sighting) {
    MethodDescription.InDefinedShape method = sighting.method;
    String type = method.getDeclaringType().asErasure().getName();
    List<String> classes = new ArrayList<>(subtypes.below(type));
    classes.add(0, type);
    return new Candidate(type, signature(method), sighting.question, sighting.likelihood, classes);
  }

  /**
   * With simple names of the parameters where they tell the overloads apart, else with full ones.
   */
  private static String signature(MethodDescription.InDefinedShape method) {
    TypeDescription type = method.getDeclaringType().asErasure();
    String simple = Hierarchy.signature(method);
    MethodPattern pattern = MethodPattern.parse(type.getName() + "#" + simple);
    int meant = 0;
    for (MethodDescription.InDefinedShape overload : type.getDeclaredMethods()) {
      meant += !overload.isBridge() && Hierarchy.means(pattern, overload) ? 1 : 0;
    }
    if (meant == 1) {
      return simple;
    }
    List<String> types = new ArrayList<>();
    for (ParameterDescription parameter : method.getParameters()) {
      types.add(Hierarchy.binaryName(parameter.getType().asErasure()));
    }
    return method.getInternalName() + "(" + String.join(", ", types) + ")";
  }

  /** A method with what it asks, and what speaks for it. */
  private static final class Sighting {
    private final MethodDescription.InDefinedShape method;
    private final Question question;
    private final int likelihood;

    private Sighting(MethodDescription.InDefinedShape method, Question question, int likelihood) {
      this.method = method;
      this.question = question;
      this.likelihood = likelihood;
    }

    private String key() {
      String parameters = method.getDescriptor();
      return method.getDeclaringType().asErasure().getName()
          + "#"
          + method.getInternalName()
          + parameters.substring(0, parameters.indexOf(')'));
    }
  }
}
