package org.l402.testkit;

import java.time.Duration;
import java.time.Instant;
import org.l402.ledger.Ledger;

/** How {@link LedgerContract} gets at a ledger; one for each test. */
public interface LedgerHarness extends AutoCloseable {
    /** The ledger under test, empty at first. */
    Ledger ledger();

    /** The time as this ledger knows it. */
    Instant now();

    /** Moves the ledger's own time forward. */
    void advance(Duration by);

    /**
     * Opens the ledger anew on the same store, as after a crash: what was not ended stays so. Not called for a ledger that
     * is not durable.
     */
    Ledger restart();

    @Override
    void close();
}
