package org.l402.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.h2.jdbcx.JdbcDataSource;
import org.l402.config.ConfigurationException;

/** How H2 must run so that it forgets nothing, and why. */
final class H2Settings {
    /** For the end of a URL. */
    static final String URL = String.join(
            ";",
            "",
            // A commit returns after its chunk is written. With any delay it returns before.
            "WRITE_DELAY=0",
            // Space is used again after a second. H2's 45 s are for disks that take that long to write what they are
            // told, and WriteThroughFile waits for the disk. With 45 s the file would hold all that they brought.
            "RETENTION_TIME=1000",
            // What H2 moves to shrink a file that it closes could end half moved. H2Database.tidy keeps the file small.
            "MAX_COMPACT_TIME=0",
            // Every commit writes the leaves that it touches: smaller ones are a third less to write.
            "PAGE_SIZE=4096",
            // H2 would repeat an answer from before another transaction's commit if that wrote before and committed
            // after.
            "OPTIMIZE_REUSE_RESULTS=0",
            // Row locks are held for less than a millisecond. A deadlock is found at once, without waiting for this.
            "LOCK_TIMEOUT=5000",
            // There are more than the 8 statements that H2 keeps by default; parsing takes longer than executing.
            "QUERY_CACHE_SIZE=64",
            // Whoever closes the ledger closes the file. H2's own hook would close it under running requests.
            "DB_CLOSE_ON_EXIT=FALSE",
            // H2 would write what it was asked into a file of its own.
            "TRACE_LEVEL_FILE=0");

    /**
     * The version whose file format and internal methods WriteThroughFile and {@link H2Database#tidy} rely on, and the
     * only one that the crash tests have tried. For another: change this, run scripts/crash-h2.
     */
    private static final String TESTED = "2.3.232";

    private static final Sql VERSION = new Sql("SELECT H2VERSION()");
    private static final Sql WRITE_DELAYS =
            new Sql("SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'");

    private H2Settings() {}

    /**
     * Asks before any file is opened.
     *
     * @throws ConfigurationException if another version of H2 is on the class path
     */
    static void requireTestedVersion() throws SQLException {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setUrl("jdbc:h2:mem:");
        try (Connection connection = memory.getConnection()) {
            requireTested(VERSION.row(connection, row -> row.getString(1)).orElse("unknown"));
        }
    }

    static void requireTested(String version) {
        if (!version.equals(TESTED)) {
            throw new ConfigurationException("ledger: the version of H2 on the class path is " + version
                    + ", and how other versions than " + TESTED
                    + " write a file was not tested against crashes; depend on"
                    + " com.h2database:h2:" + TESTED);
        }
    }

    /**
     * Believes H2 itself rather than the URL.
     *
     * @throws ConfigurationException if it writes commits later
     */
    static void requireDurable(Connection connection) throws SQLException {
        List<String> delays = WRITE_DELAYS.rows(connection, row -> row.getString(1));
        connection.rollback();
        if (delays.isEmpty() || delays.stream().anyMatch(delay -> !delay.equals("0"))) {
            throw new ConfigurationException(String.format(
                    Locale.ROOT,
                    "ledger: H2 runs with WRITE_DELAY %s although 0 was asked for, so a crash would forget payments; use"
                            + " the version of H2 that this library was built with",
                    delays));
        }
    }
}
