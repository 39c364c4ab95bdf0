package org.l402;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The numbers of an engine.
 *
 * @param strict401 whether a forged credential is answered by 401 instead of a fresh challenge
 */
record EngineSettings(Sources sources, Lives lives, boolean strict401) {
    /** How long a reservation holds unless it is renewed, which happens every third of it. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** What is left of a token, at least, to one who pays the invoice in its last second. */
    static final Duration MIN_USABLE_LIFE = Duration.ofMinutes(10);

    /** Where time and randomness come from. */
    record Sources(InstantSource clock, SecureRandom random) {}

    /**
     * @param invoice how long an invoice can be paid
     * @param token how long a token lives, at least
     * @param call how long a call may run
     */
    record Lives(Duration invoice, Duration token, Duration call) {}

    InstantSource clock() {
        return sources.clock();
    }

    SecureRandom random() {
        return sources.random();
    }
}
