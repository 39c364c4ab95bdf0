package org.l402.ledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.l402.config.ConfigurationException;
import org.l402.ledger.jdbc.internal.WriteThroughPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An H2 file that belongs to this process. */
final class H2Database implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(H2Database.class);
    private static final String USER = "l402";
    private static final long CONNECTION_WAIT_MILLIS = 5_000;

    // Many: threads that commit at the same time share one write, and a connection inside the process costs little.
    private static final int CONNECTIONS = 64;
    private static final int IDLE_CONNECTIONS = 4;

    // Chunks are written anew once two thirds of what they hold is dead. Little at a time, as commits wait meanwhile.
    private static final int FILL_PERCENT = 35;
    private static final int REWRITE_BYTES = 512 << 10;
    private static final long TIDY_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private static final Set<Integer> MET_ANOTHER = Set.of(
            ErrorCode.DEADLOCK_1, ErrorCode.LOCK_TIMEOUT_1, ErrorCode.CONCURRENT_UPDATE_1, ErrorCode.DUPLICATE_KEY_1);

    private final InstantSource clock;
    private final Claim claim;
    private final WriteThroughPath files;
    private final HikariDataSource pool;
    private volatile long tidyVersion = -1;

    private H2Database(InstantSource clock, Claim claim, WriteThroughPath files, HikariDataSource pool) {
        this.clock = clock;
        this.claim = claim;
        this.files = files;
        this.pool = pool;
    }

    /** @throws ConfigurationException if the file is not one that this process alone can rely on */
    static H2Database open(H2File file, InstantSource clock, SecureRandom random) {
        file.create();
        String scheme = "l402-" + Long.toHexString(random.nextLong());
        Claim claim = Claim.take(file, scheme);
        WriteThroughPath files = WriteThroughPath.register(scheme);
        try {
            H2Settings.requireTestedVersion();
            DataSource source = source("jdbc:h2:" + scheme + ':' + file.name() + H2Settings.URL);
            return new H2Database(clock, claim, files, pool(source, files));
        } catch (SQLException e) {
            giveUp(claim, files);
            throw refused(file, e);
        } catch (RuntimeException e) {
            giveUp(claim, files);
            throw e;
        }
    }

    private static void giveUp(Claim claim, WriteThroughPath files) {
        files.unregister();
        claim.release();
    }

    private static JdbcDataSource source(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl(url);
        source.setUser(USER);
        source.setPassword("");
        return source;
    }

    private static HikariDataSource pool(DataSource source, WriteThroughPath files) throws SQLException {
        try (Connection first = source.getConnection()) {
            H2Settings.requireDurable(first);
            MVStore store = store(first);
            files.keepHeaderCurrent(store);
            forgetLostChunks(store);
            return pool(source);
        }
    }

    /**
     * After a kill H2 uses the space of chunks that it finds overwritten, while the file still lists them. Closed in order,
     * such a file would never open again ("Double mark").
     */
    private static void forgetLostChunks(MVStore store) {
        int retention = store.getRetentionTime();
        store.setRetentionTime(0);
        store.getFileStore().dropUnusedChunks();
        store.setRetentionTime(retention);
        store.commit();
    }

    private static HikariDataSource pool(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("l402-ledger");
        config.setDataSource(source);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(IDLE_CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        // H2 closes the file with its last connection, and a connection inside the process does not age.
        config.setMaxLifetime(0);
        config.setExceptionOverride(new H2DeadConnections());
        return new HikariDataSource(config);
    }

    private static ConfigurationException refused(H2File file, SQLException e) {
        return switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> file.inUse();
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                file.wrong("the database belongs to another application; name a file that does not exist");
            default -> {
                LOG.error("H2 cannot open {}", file.name(), e);
                yield file.wrong("H2 cannot open it (error " + e.getErrorCode() + "); the log says why");
            }
        };
    }

    @Override
    public DataSource connections() {
        return pool;
    }

    @Override
    public String migrations() {
        return "h2";
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public long nowMillis(Connection connection) {
        return clock.millis();
    }

    @Override
    public boolean worthRetrying(SQLException failure) {
        return MET_ANOTHER.contains(failure.getErrorCode());
    }

    /**
     * H2 writes sparse chunks anew on a thread that it has only with a write delay. Without this the file grows by all
     * that is ever written to it, of which little lives.
     */
    @Override
    public void tidy() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            MVStore store = store(connection);
            // Another one than before if H2 has closed the file and opened it again.
            files.keepHeaderCurrent(store);
            if (store.getCurrentVersion() == tidyVersion) {
                return;
            }
            long until = System.nanoTime() + TIDY_NANOS;
            while (store.compact(FILL_PERCENT, REWRITE_BYTES) && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            tidyVersion = store.getCurrentVersion();
        }
    }

    /** Not JDBC, but H2 has no statement for what is done with it. */
    private static MVStore store(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    @Override
    public void close() {
        pool.close();
        giveUp(claim, files);
        // A driver that a web application registered would keep the whole application in memory.
        ClassLoader h2 = Driver.class.getClassLoader();
        if (h2 == H2Database.class.getClassLoader() && h2 != ClassLoader.getSystemClassLoader()) {
            Driver.unload();
        }
    }
}
