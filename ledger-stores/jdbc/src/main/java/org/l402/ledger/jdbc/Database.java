package org.l402.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Everything in which one kind of database differs from another. Thread-safe. */
interface Database extends AutoCloseable {
    /** Its connections begin transactions by themselves and see what other transactions committed. */
    DataSource connections();

    /** The folder of its migrations, beside this class. */
    String migrations();

    /** Whether several processes may use it. */
    boolean shared();

    /**
     * The time that leases and expiry run on: the same for all processes that share the database.
     *
     * @param connection of the transaction that asks
     */
    long nowMillis(Connection connection) throws SQLException;

    /** Whether the same transaction may succeed next time: it met another one, and nothing is wrong with it. */
    boolean worthRetrying(SQLException failure);

    /** Whatever the database needs to have done for it every now and then, a fraction of a second of it. */
    void tidy() throws SQLException;

    @Override
    void close();
}
