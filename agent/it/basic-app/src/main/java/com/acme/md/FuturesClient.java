package com.acme.md;

/** Inherits its method. */
public class FuturesClient extends FeedClient {}
