package com.acme.md;

/** Takes the answer of a question, some time later. */
public interface QuoteCallback<T> {

  void onSuccess(T answer);

  void onFailure(Exception failure);
}
