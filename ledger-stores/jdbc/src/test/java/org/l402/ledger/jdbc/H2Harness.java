package org.l402.ledger.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.l402.ledger.Ledger;
import org.l402.testkit.LedgerHarness;
import org.l402.testkit.ManualClock;

/** A ledger in an H2 file, on a clock that is told the time. */
final class H2Harness implements LedgerHarness {
    private final ManualClock clock = ManualClock.create();
    private final List<Ledger> abandoned = new ArrayList<>();
    private final Restart kind;
    private Path file;
    private Ledger ledger;

    enum Restart {
        /** The file is closed as at an orderly end. */
        CLOSED,
        /** The file is taken as it is on the disk while the ledger is open, as a crash would leave it. */
        ABANDONED
    }

    H2Harness(Path directory, Restart kind) {
        this.kind = kind;
        this.file = directory.resolve("ledger");
        this.ledger = JdbcLedger.h2(file, clock);
    }

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
        if (kind == Restart.ABANDONED) {
            abandoned.add(ledger);
            file = copy(file);
        } else {
            ledger.close();
        }
        ledger = JdbcLedger.h2(file, clock);
        return ledger;
    }

    private static Path copy(Path file) {
        Path copy = file.resolveSibling(file.getFileName() + "-copy");
        try {
            Files.copy(Path.of(file + ".mv.db"), Path.of(copy + ".mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    @Override
    public void close() {
        ledger.close();
        abandoned.forEach(Ledger::close);
    }
}
