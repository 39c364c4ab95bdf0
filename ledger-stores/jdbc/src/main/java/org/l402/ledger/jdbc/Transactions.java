package org.l402.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.l402.ledger.LedgerException;

/** Runs work in transactions, again a few times if it met another transaction. Thread-safe. */
final class Transactions {
    private static final int ATTEMPTS = 12;
    private static final long FIRST_PAUSE_MICROS = 200;

    private final Database database;

    Transactions(Database database) {
        this.database = database;
    }

    /** Work that may run several times and must leave no trace outside its transaction. */
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /**
     * When this returns, all that the work did is on the disk; when it throws, nothing is.
     *
     * @throws LedgerException if the database fails, or if it has not found a moment for the work in many attempts
     */
    <T> T run(Work<T> work) {
        // An interrupted request must still be able to end its charge; the caller finds its interrupt afterwards.
        boolean interrupted = Thread.interrupted();
        try {
            return attempts(work);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T attempts(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.connections().getConnection()) {
                return once(work, connection);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !database.worthRetrying(e)) {
                    throw failure(e);
                }
            }
            pause(attempt);
        }
    }

    private <T> T once(Work<T> work, Connection connection) throws SQLException {
        Transaction transaction = new Transaction(database, connection);
        try {
            T result = work.in(transaction);
            transaction.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Longer each time and never the same, so that the same two do not meet again. */
    private static void pause(int attempt) {
        long atMost = FIRST_PAUSE_MICROS << attempt;
        LockSupport.parkNanos(
                TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(atMost)));
    }

    /** Says nothing of what was read or written: messages of databases quote it. */
    private static LedgerException failure(SQLException e) {
        return new LedgerException(
                "the ledger's database failed (SQL state " + e.getSQLState() + ", error " + e.getErrorCode() + ")", e);
    }
}
