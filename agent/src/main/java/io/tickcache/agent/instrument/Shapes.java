package io.tickcache.agent.instrument;

import io.tickcache.agent.key.MethodShape;
import io.tickcache.agent.key.PropertyType;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;

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
        parameters);
  }
}
