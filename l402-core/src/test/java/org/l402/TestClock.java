package org.l402;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves when it is told to. */
final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
