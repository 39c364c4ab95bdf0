package org.l402.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** {@link BareCrypto} in processor time, as the servers are measured, spread over the run. */
final class BareCryptoTime {
    private static final int CALLS = 20_000;
    private static final double NANOS_PER_MICRO = 1000;

    private final BareCrypto bareCrypto = new BareCrypto(new Tokens(402, "0011223344556677", Instant.now()).next());
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Differences times = new Differences();
    private int seen;

    BareCryptoTime() {
        call();
        call();
    }

    void measure() {
        long before = threads.getCurrentThreadCpuTime();
        call();
        times.add((threads.getCurrentThreadCpuTime() - before) / NANOS_PER_MICRO / CALLS);
    }

    double micros() {
        return times.median();
    }

    /** What nobody could leave out. */
    int seen() {
        return seen;
    }

    private void call() {
        try {
            for (int i = 0; i < CALLS; i++) {
                seen ^= bareCrypto.run();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
