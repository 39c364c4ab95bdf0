package org.l402.ledger.jdbc;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.l402.config.ConfigurationException;
import org.l402.ledger.AccountId;
import org.l402.ledger.Balance;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Ledger;
import org.l402.ledger.LedgerException;
import org.l402.ledger.LedgerTraits;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger in a database. What a method did is on the disk when it returns: {@code kill -9} does not lose it.
 *
 * <p>Every method is one transaction. One that meets another transaction is tried again a few times; then, and when the
 * database fails, it throws a {@link LedgerException} and has done nothing.
 *
 * <p>Accounts are forgotten a day after they expired, and how a reservation ended an hour after it did. Thread-safe. Has
 * one thread of its own and those of its connection pool until it is closed.
 */
public final class JdbcLedger implements Ledger {
    /** Accounts that fit unless said otherwise. */
    public static final long DEFAULT_CAPACITY = 2_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLedger.class);
    private static final Sql ID = new Sql("SELECT ledger_id FROM l402_ledger");
    private static final Sql INSERT_ID = new Sql("INSERT INTO l402_ledger (singleton, ledger_id) VALUES (1, ?)");

    private final Database database;
    private final Transactions transactions;
    private final LedgerTraits traits;
    private final Tables tables;
    private final Upkeep upkeep;
    private final Reserving reserving;
    private final Settling settling;
    private final Crediting crediting;

    private JdbcLedger(Database database, SecureRandom random, long capacity) {
        this.database = database;
        this.transactions = new Transactions(database);
        new Migrations(database.migrations()).migrate(database);
        String id = transactions.run(transaction -> id(transaction, random));
        this.traits = new LedgerTraits(id, true, database.shared(), Optional.of(new KeyTable(transactions)));
        AccountTable accounts = new AccountTable();
        Occupancy occupancy = new Occupancy(capacity, transactions.run(accounts::count));
        this.tables = new Tables(accounts, new HoldTable(), new EndTable(), occupancy);
        this.reserving = new Reserving(tables);
        this.settling = new Settling(tables);
        this.crediting = new Crediting(tables);
        this.upkeep = new Upkeep(database, transactions, tables);
    }

    /**
     * Opens an H2 file, or makes it, with the system's clock and {@link #DEFAULT_CAPACITY}.
     *
     * @param file without H2's ending {@code .mv.db}; its directory must exist
     * @throws ConfigurationException if the file is in use, or was made by another application or a later version
     */
    public static JdbcLedger h2(Path file) {
        return h2(file, InstantSource.system());
    }

    /**
     * As {@link #h2(Path)}, with a clock of its own.
     *
     * @param clock the time that leases and expiry run on; the file belongs to this process, so any clock of it will do
     */
    public static JdbcLedger h2(Path file, InstantSource clock) {
        return h2(file, clock, new SecureRandom(), DEFAULT_CAPACITY);
    }

    /**
     * As {@link #h2(Path, InstantSource)}.
     *
     * @param random for the name that the ledger gets when its file is made
     * @param capacity accounts that fit, at about 250 bytes of the file each
     */
    public static JdbcLedger h2(Path file, InstantSource clock, SecureRandom random, long capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("capacity must be above zero: " + capacity);
        }
        return h2(H2File.of(file), clock, random, capacity);
    }

    static JdbcLedger h2(H2File file, InstantSource clock, SecureRandom random, long capacity) {
        JdbcLedger ledger = on(H2Database.open(file, clock, random), random, capacity);
        LOG.info("Ledger {} is kept in {}", ledger.traits.id(), file.name());
        return ledger;
    }

    /** Takes the database over: it is closed with the ledger, or now if that cannot be opened. */
    static JdbcLedger on(Database database, SecureRandom random, long capacity) {
        try {
            JdbcLedger ledger = new JdbcLedger(database, random, capacity);
            ledger.upkeep.start();
            return ledger;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static String id(Transaction transaction, SecureRandom random) throws SQLException {
        Optional<String> known = ID.row(transaction.connection(), row -> row.getString(1));
        if (known.isPresent()) {
            return known.get();
        }
        String fresh = HexFormat.of().toHexDigits(random.nextLong());
        INSERT_ID.update(transaction.connection(), fresh);
        return fresh;
    }

    @Override
    public LedgerTraits traits() {
        return traits;
    }

    @Override
    public Reserved reserve(ReserveRequest request) {
        return transactions.run(transaction -> reserving.reserve(transaction, request));
    }

    @Override
    public boolean renew(ReservationId id, Duration lease) {
        return transactions.run(transaction -> settling.renew(transaction, id, lease.toMillis()));
    }

    @Override
    public boolean extend(ReservationId id, long moreMsat) {
        if (moreMsat < 0) {
            throw new IllegalArgumentException("extended by less than nothing: " + moreMsat + " msat");
        }
        return transactions.run(transaction -> settling.extend(transaction, id, moreMsat));
    }

    @Override
    public Settled capture(ReservationId id, long actualMsat) {
        return transactions.run(transaction -> settling.capture(transaction, id, actualMsat));
    }

    @Override
    public Settled release(ReservationId id, ReleaseCause cause) {
        return transactions.run(transaction -> settling.release(transaction, id, cause));
    }

    @Override
    public boolean topUp(AccountId account, Payment payment) {
        return transactions.run(transaction -> crediting.topUp(transaction, account, payment));
    }

    @Override
    public Optional<Balance> balance(AccountId account) {
        NavigableSet<AccountId> one = new TreeSet<>();
        one.add(account);
        return transactions.run(transaction -> {
            Books books = Books.glance(tables, transaction, one);
            return books.row(account).filter(row -> !row.empty()).map(row -> row.books(books.now()));
        });
    }

    @Override
    public void close(Payment payment) {
        boolean closed = transactions.run(transaction -> crediting.close(transaction, payment));
        LOG.debug("Closed an account: {}", closed);
    }

    @Override
    public boolean nearlyFull() {
        return tables.occupancy().nearlyFull();
    }

    /** What the upkeep does by itself every minute. */
    void sweep() {
        upkeep.sweep();
    }

    @Override
    public void close() {
        upkeep.close();
        database.close();
    }
}
