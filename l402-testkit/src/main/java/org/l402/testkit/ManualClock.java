package org.l402.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves when it is told to. Thread-safe. */
public final class ManualClock implements InstantSource {
    private volatile Instant now;

    private ManualClock(Instant start) {
        this.now = start;
    }

    /** Stands at {@code start}. */
    public static ManualClock at(Instant start) {
        return new ManualClock(start);
    }

    /** Stands at a fixed time of no importance. */
    public static ManualClock create() {
        return at(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves forward, or back if {@code by} is negative. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
