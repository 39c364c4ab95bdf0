package org.l402.tests.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often handlers ran: what a paywall must never get wrong. */
public final class Runs {
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** Nothing has run yet. */
    public Runs() {}

    void count(String handler) {
        counts.computeIfAbsent(handler, name -> new AtomicInteger()).incrementAndGet();
    }

    int of(String handler) {
        return counts.getOrDefault(handler, new AtomicInteger()).get();
    }

    int all() {
        return counts.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    void forget() {
        counts.clear();
    }
}
