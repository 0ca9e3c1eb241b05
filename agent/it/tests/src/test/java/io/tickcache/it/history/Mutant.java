package io.tickcache.it.history;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * One way to break the agent, and what is broken by it. The list is what the checker must be able
 * to find; see {@link MutantJar} for how a mutant is made.
 */
record Mutant(String name, String meaning, List<Mutation> mutations) {

  private static final String CACHE = "io/tickcache/agent/cache/";
  private static final String REDIS = "io/tickcache/agent/redis/";
  private static final String SCRIPT = REDIS + "Script";

  private static final String FILL_IF_UNCHANGED =
      """
      if g and c and life and life .. '.' .. g .. '.' .. c .. '\\n' == ARGV[2] then
        redis.call('SET', KEYS[1], ARGV[2] .. ARGV[3]\
      """;
  private static final String FILL_AS_IF_NEW =
      """
      if g and c and life then
        redis.call('SET', KEYS[1], life .. '.' .. g .. '.' .. c .. '\\n' .. ARGV[3]\
      """;
  private static final String FILL_IF_LEASED =
      """
      local mine, awaited = held(KEYS[2])
      if not mine then return 0 end
      redis.call('DEL', KEYS[2])
      local g\
      """;
  private static final String FILL_ALWAYS =
      """
      local mine, awaited = held(KEYS[2])
      redis.call('DEL', KEYS[2])
      local g\
      """;

  private static final Mutation NEVER_TOLD =
      Mutation.body(
          REDIS + "PendingInvalidations",
          "due",
          code -> {
            code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/util/Collections",
                "emptyList",
                "()Ljava/util/List;",
                false);
            code.visitInsn(Opcodes.ARETURN);
          });

  static final List<Mutant> ALL =
      List.of(
          mutant(
              "fence-never-broken",
              "L1 serves and stores whatever was invalidated",
              Mutation.body(CACHE + "Fence", "isUp", Mutant::returnTrue)),
          mutant(
              "batch-in-one-fence",
              "what a batch loads is voided with the first of its symbols only",
              Mutation.call(
                  CACHE + "Batch",
                  "claim",
                  "prepare(L" + CACHE + "Question;J)",
                  Mutant::prepareFirst)),
          mutant(
              "own-l1-kept",
              "an invalidation tells Redis only",
              Mutation.call(
                  CACHE + "HybridCache", "invalidate", "breakDown(Ljava/lang/String;)", pop(2))),
          mutant(
              "fill-ignores-generation",
              "a load that was overtaken by an invalidation is stored in L2 as if it came after",
              Mutation.text(SCRIPT, FILL_IF_UNCHANGED, FILL_AS_IF_NEW)),
          mutant(
              "fill-ignores-lease",
              "as a plain SET: a load is stored in L2 without the lease and whatever came between",
              Mutation.text(SCRIPT, FILL_IF_LEASED, FILL_ALWAYS),
              Mutation.text(SCRIPT, FILL_IF_UNCHANGED, FILL_AS_IF_NEW)),
          mutant(
              "invalidation-untold",
              "Redis forgets the value, but tells nobody, except in the test that the agent makes of itself",
              Mutation.text(
                  SCRIPT,
                  "if ARGV[2] ~= '' then",
                  "if ARGV[2] ~= '' and string.sub(ARGV[4], 1, 3) == ' - ' then")),
          mutant(
              "invalidation-unheard",
              "a process ignores what others invalidate",
              Mutation.body(CACHE + "Caches", "invalidated", Mutant::returnNothing)),
          mutant(
              "no-flush",
              "L1 stays as it is when messages are heard again",
              Mutation.call(CACHE + "HybridCache", "enter", "breakDownAll()", pop(1))),
          mutant(
              "outage-forgotten",
              "invalidations that Redis missed are never made up for",
              NEVER_TOLD),
          // Each of the two alone is made up for by the other: what is pending is told before
          // anything is read over a new link, and what is not told is not read.
          mutant(
              "pending-read",
              "Redis is read for what it was never told to forget",
              NEVER_TOLD,
              Mutation.body(REDIS + "PendingInvalidations", "cover", Mutant::returnFalse)),
          mutant(
              "glance-ignores-stamp",
              "a value in L2 counts whatever was invalidated since",
              Mutation.call(REDIS + "Glance", "stampLength", "isAt(I[BC[B)", Mutant::isAtAnyway)),
          mutant(
              "glance-age-from-arrival",
              "a value's age counts from when it was read from L2",
              Mutation.call(REDIS + "Glance", "found", "mostNanosSince(JJ)", Mutant::noAge)),
          mutant(
              "l1-age-from-arrival",
              "an entry's age in L1 counts from when the answer had come",
              Mutation.call(CACHE + "Landing", "landed", "birthNanos()", Mutant::now)),
          mutant(
              "l2-age-from-arrival",
              "a value's age in L2 counts from when it was stored",
              Mutation.call(CACHE + "SecondTier", "fill", "birthNanos()", Mutant::now)),
          mutant(
              "no-single-flight",
              "every caller of a process loads for itself",
              Mutation.call(
                  CACHE + "Flights",
                  "place",
                  "putIfAbsent(Ljava/lang/Object;Ljava/lang/Object;)",
                  code -> {
                    pop(3).accept(code);
                    code.visitInsn(Opcodes.ACONST_NULL);
                  })),
          mutant(
              "no-leases",
              "every process loads for itself",
              Mutation.text(
                  SCRIPT,
                  "and string.sub(l, 1, #mine) ~= mine then",
                  "and string.sub(ARGV[1], 1, 2) == '-:' then")),
          mutant(
              "lease-not-renewed",
              "a lease ends while its holder still loads",
              Mutation.body(CACHE + "Leases", "keep", Mutant::returnNull)),
          mutant(
              "degraded-ttl-ignored",
              "L1 keeps entries as long as ever while Redis is out",
              Mutation.field(CACHE + "Entry", "servableAt", "degradedEndNanos", "nearEndNanos")));

  /** Whether it says other things to Redis. */
  boolean breaksScripts() {
    return mutations.stream().anyMatch(mutation -> mutation.type().equals(SCRIPT));
  }

  @Override
  public String toString() {
    return name;
  }

  static Mutant named(String name) {
    return ALL.stream()
        .filter(mutant -> mutant.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no mutant " + name));
  }

  private static Mutant mutant(String name, String meaning, Mutation... mutations) {
    return new Mutant(name, meaning, List.of(mutations));
  }

  private static void returnTrue(MethodVisitor code) {
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
  }

  private static void returnFalse(MethodVisitor code) {
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IRETURN);
  }

  private static void returnNothing(MethodVisitor code) {
    code.visitInsn(Opcodes.RETURN);
  }

  private static void returnNull(MethodVisitor code) {
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
  }

  private static void isAtAnyway(MethodVisitor code) {
    pop(4).accept(code);
    code.visitInsn(Opcodes.ICONST_1);
  }

  private static void noAge(MethodVisitor code) {
    code.visitInsn(Opcodes.POP2);
    code.visitInsn(Opcodes.POP2);
    code.visitInsn(Opcodes.POP);
    code.visitInsn(Opcodes.LCONST_0);
  }

  private static void now(MethodVisitor code) {
    code.visitInsn(Opcodes.POP);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
  }

  /** For the first question of the batch, whatever the question. */
  private static void prepareFirst(MethodVisitor code) {
    code.visitInsn(Opcodes.POP2);
    code.visitInsn(Opcodes.POP);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, CACHE + "Batch", "questions", "Ljava/util/List;");
    code.visitInsn(Opcodes.ICONST_0);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, "java/util/List", "get", "(I)Ljava/lang/Object;", true);
    code.visitTypeInsn(Opcodes.CHECKCAST, CACHE + "Question");
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        CACHE + "Flights",
        "prepare",
        "(L" + CACHE + "Question;)L" + CACHE + "Flight;",
        false);
  }

  /** Drops a receiver and its arguments, none of them a long or a double. */
  private static Mutation.Code pop(int words) {
    return code -> {
      for (int i = 0; i < words; i++) {
        code.visitInsn(Opcodes.POP);
      }
    };
  }
}
