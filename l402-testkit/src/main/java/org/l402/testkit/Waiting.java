package org.l402.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for native code that tells nobody when it is done. */
final class Waiting {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 5;

    private Waiting() {}

    static void until(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited " + LIMIT.toSeconds() + " s in vain for " + what);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
