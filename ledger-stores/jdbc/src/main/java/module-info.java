/** A ledger in a database: an H2 file of one process. Not here: databases that several servers share. */
module org.l402.ledger.jdbc {
    requires transitive org.l402.core;
    requires java.sql;
    requires com.h2database;
    requires com.zaxxer.hikari;
    requires flyway.core;
    // For Flyway, which as an automatic module cannot say what it needs.
    requires tools.jackson.databind;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.l402.ledger.jdbc;
    // H2 makes objects of the file system that it is given by reflection.
    exports org.l402.ledger.jdbc.internal to
            com.h2database;

    provides org.l402.config.LedgerProvider with
            org.l402.ledger.jdbc.H2LedgerProvider;
}
