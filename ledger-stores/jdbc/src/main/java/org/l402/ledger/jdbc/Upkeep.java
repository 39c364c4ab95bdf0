package org.l402.ledger.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.l402.ledger.AccountId;
import org.l402.ledger.jdbc.AccountRow.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what nobody needs any more and tidies the file, on one thread that {@link #close} ends. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** How long it is remembered how a reservation ended, and for how long a capture may come late. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** A clock that is set back must not find a spent account gone and its token valid again. */
    private static final Duration CLOCK_ERROR = Duration.ofDays(1);

    private static final Duration TIDY_PERIOD = Duration.ofMillis(250);
    private static final Duration SWEEP_PERIOD = Duration.ofMinutes(1);

    private static final int CLOSE_SECONDS = 10;

    private final Database database;
    private final Transactions transactions;
    private final Tables tables;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "l402-ledger-upkeep");
        daemon.setDaemon(true);
        return daemon;
    });

    Upkeep(Database database, Transactions transactions, Tables tables) {
        this.database = database;
        this.transactions = transactions;
        this.tables = tables;
    }

    void start() {
        every(TIDY_PERIOD, "tidying", database::tidy);
        every(SWEEP_PERIOD, "sweeping", this::sweep);
    }

    private interface Chore {
        void run() throws SQLException;
    }

    private void every(Duration period, String name, Chore chore) {
        ScheduledFuture<?> untilClosed = thread.scheduleWithFixedDelay(
                () -> logged(name, chore), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("Scheduled {}: {}", name, untilClosed);
    }

    /** A scheduled task that throws is never run again. */
    private static void logged(String name, Chore chore) {
        try {
            chore.run();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{} the ledger's database failed; it will be tried again", name, e);
        }
    }

    /** In small transactions, so that no request waits for long. */
    void sweep() {
        long now = transactions.run(Transaction::nowMillis);
        long remembered = now - REMEMBERED.toMillis();
        boolean more = true;
        while (more && !thread.isShutdown()) {
            more = transactions.run(transaction -> tables.ends().deleteSomeBefore(transaction, remembered));
        }
        transactions.run(transaction -> tables.holds().deleteLapsedBefore(transaction, remembered));
        removeExpired(Kind.QUOTA, now);
        removeExpired(Kind.BUDGET, now - CLOCK_ERROR.toMillis());
        removeExpired(Kind.PAID, now - CLOCK_ERROR.toMillis());
    }

    private void removeExpired(Kind kind, long until) {
        boolean more = true;
        while (more && !thread.isShutdown()) {
            more = transactions.run(transaction -> removeSomeExpired(transaction, kind, until));
        }
    }

    private boolean removeSomeExpired(Transaction transaction, Kind kind, long until) throws SQLException {
        boolean removed = false;
        for (AccountId id : tables.accounts().expired(transaction, kind, until)) {
            if (tables.accounts().removeExpired(transaction, id, until)) {
                transaction.afterwards(() -> tables.occupancy().removed(kind));
                removed = true;
            }
        }
        return removed;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The upkeep of the ledger's database did not end within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
