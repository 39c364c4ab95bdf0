package org.l402.ledger.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.l402.ledger.jdbc.H2Harness.Restart;
import org.l402.testkit.LedgerContract;
import org.l402.testkit.LedgerHarness;

class JdbcLedgerTest {
    @TempDir
    Path directory;

    @Nested
    class AfterAnOrderlyEnd extends LedgerContract {
        @Override
        protected LedgerHarness harness() {
            return new H2Harness(directory, Restart.CLOSED);
        }
    }

    @Nested
    class AfterACrash extends LedgerContract {
        @Override
        protected LedgerHarness harness() {
            return new H2Harness(directory, Restart.ABANDONED);
        }
    }
}
