package org.l402;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.l402.ledger.ReservationId;

/**
 * Names for reservations, and so for requests in replies and logs: never the same twice, over all servers and restarts.
 *
 * <p>Random once, at the start; asking a {@link SecureRandom} at every request would cost as much as verifying its token.
 * The count behind the names is mixed, so that they do not tell how much is sold. Thread-safe.
 */
final class ReservationIds {
    // The constants of SplitMix64: a step that visits every long, and a mixer that is a bijection.
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
    private static final long SECOND_FACTOR = 0x94d049bb133111ebL;

    private final long engine;
    private final AtomicLong state;

    ReservationIds(SecureRandom random) {
        this.engine = random.nextLong();
        this.state = new AtomicLong(random.nextLong());
    }

    ReservationId next() {
        return new ReservationId(engine, mixed(state.addAndGet(STEP)));
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * FIRST_FACTOR;
        mixed = (mixed ^ (mixed >>> 27)) * SECOND_FACTOR;
        return mixed ^ (mixed >>> 31);
    }
}
