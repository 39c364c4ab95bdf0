package org.l402.tests;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.l402.ledger.InMemoryLedger;
import org.l402.ledger.Ledger;
import org.l402.testkit.LedgerContract;
import org.l402.testkit.LedgerHarness;
import org.l402.testkit.ManualClock;

class InMemoryLedgerTest extends LedgerContract {
    @Override
    protected LedgerHarness harness() {
        ManualClock clock = ManualClock.create();
        Ledger ledger = InMemoryLedger.create(clock, new SecureRandom());
        return new LedgerHarness() {
            @Override
            public Ledger ledger() {
                return ledger;
            }

            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public void advance(Duration by) {
                clock.advance(by);
            }

            @Override
            public Ledger restart() {
                throw new UnsupportedOperationException("forgets everything");
            }

            @Override
            public void close() {
                ledger.close();
            }
        };
    }
}
