package kotlin.coroutines;

/** Stands in for Kotlin's, which the last argument of a {@code suspend} function is. */
public interface Continuation<T> {
  void resumeWith(Object result);
}
