package org.l402.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One attempt at a piece of work. For one thread. */
final class Transaction {
    private final Database database;
    private final Connection connection;
    private final List<Runnable> afterwards = new ArrayList<>(1);

    Transaction(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** The ledger's time. To decide about money, ask after its account is locked: waiting for a lock takes time. */
    long nowMillis() throws SQLException {
        return database.nowMillis(connection);
    }

    /** Runs something once this transaction is on the disk, and never if it fails. */
    void afterwards(Runnable action) {
        afterwards.add(action);
    }

    void commit() throws SQLException {
        connection.commit();
        afterwards.forEach(Runnable::run);
    }
}
