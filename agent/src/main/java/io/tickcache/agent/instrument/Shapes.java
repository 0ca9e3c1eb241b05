package io.tickcache.agent.instrument;

import io.tickcache.agent.key.MethodShape;
import io.tickcache.agent.key.PropertyType;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Describes a method to the planner of its key, from class files. */
final class Shapes {

  private Shapes() {}

  static MethodShape of(MethodDescription method) {
    List<PropertyType> parameters = new ArrayList<>();
    for (ParameterDescription parameter : method.getParameters()) {
      parameters.add(new DeclaredType(parameter.getType()));
    }
    return new MethodShape(
        method.isStatic() ? null : new DeclaredType(method.getDeclaringType().asErasure()),
        parameters,
        result(method));
  }

  /** The declared type at the end of a path in calls of a method, where there is one. */
  static @Nullable DeclaredType end(ValuePath path, MethodDescription method) {
    DeclaredType start = start(path, method);
    return start == null ? null : start.end(path.steps());
  }

  private static @Nullable DeclaredType start(ValuePath path, MethodDescription method) {
    switch (path.root()) {
      case ARGUMENT:
        return path.argument() < method.getParameters().size()
            ? new DeclaredType(method.getParameters().get(path.argument()).getType())
            : null;
      case THIS:
        return new DeclaredType(method.getDeclaringType().asErasure());
      case RETURN:
        return result(method);
      case ERROR:
        break;
    }
    throw new IllegalArgumentException(path.toString());
  }

  /** What `return` stands for: of a promise, what it promises. */
  private static @Nullable DeclaredType result(MethodDescription method) {
    if (method.getDescriptor().endsWith(")V")) {
      return null;
    }
    try {
      TypeDescription.Generic type = method.getReturnType();
      if (Results.isPromise(type.asErasure())) {
        return new DeclaredType(BatchResults.promised(type));
      }
      return type.asErasure().isAssignableTo(CompletionStage.class)
          ? unknown()
          : new DeclaredType(type);
    } catch (TypePool.Resolution.NoSuchTypeException missing) {
      return unknown(); // nobody may ever ask for it
    }
  }

  private static DeclaredType unknown() {
    return new DeclaredType(TypeDescription.ForLoadedType.of(Object.class));
  }
}
