package org.l402.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;
import org.l402.testkit.ManualClock;

/** What is forgotten and when, what fits, and how large the file grows. */
class UpkeepTest {
    private static final Duration LIFE = Duration.ofHours(2);
    private static final int CAPACITY = 20;

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.create();
    private final Purchases purchases = new Purchases(clock.instant().plus(LIFE));
    private H2Database database;
    private JdbcLedger ledger;

    @BeforeEach
    void open() {
        database = H2Database.open(H2File.of(directory.resolve("ledger")), clock, new SecureRandom());
        ledger = JdbcLedger.on(database, new SecureRandom(), CAPACITY);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private long count(String table) throws Exception {
        try (var connection = database.connections().getConnection()) {
            return new Sql("SELECT COUNT(*) FROM " + table)
                    .row(connection, row -> row.getLong(1))
                    .orElseThrow();
        }
    }

    private void sweepAfter(Duration time) {
        clock.advance(time);
        ledger.sweep();
    }

    @Test
    void endsAreRememberedForAnHour() throws Exception {
        ReservationId id = purchases.reserved(ledger, 100, Purchases.own(purchases.payment(1000)));
        ledger.capture(id, 70);

        sweepAfter(Duration.ofHours(1));
        assertThat(ledger.capture(id, 100)).isEqualTo(Settled.captured(70, 0));

        sweepAfter(Duration.ofMillis(1));
        assertThat(count("l402_end")).isZero();
        assertThat(ledger.capture(id, 100)).isEqualTo(Settled.unknown(100));
    }

    @Test
    void manyEndsAreRemovedInBatches() throws Exception {
        Payment paid = purchases.payment(1_000_000);
        for (int i = 0; i < 1100; i++) {
            ledger.release(purchases.reserved(ledger, 1, Purchases.own(paid)), ReleaseCause.NOT_DELIVERED);
            clock.advance(Duration.ofMillis(i % 3 == 0 ? 1 : 0));
        }

        sweepAfter(Duration.ofHours(1).plusMillis(1));

        assertThat(count("l402_end")).isZero();
    }

    @Test
    void reservationsThatNobodyEndedGoAnHourAfterTheirLease() throws Exception {
        purchases.reserved(ledger, 100, Purchases.own(purchases.payment(1000)));

        sweepAfter(Purchases.LEASE.plus(Duration.ofHours(1)));
        assertThat(count("l402_hold")).isEqualTo(1);

        sweepAfter(Duration.ofMillis(1));
        assertThat(count("l402_hold")).isZero();
    }

    @Test
    void accountsAreRemovedADayAfterTheyExpired() throws Exception {
        purchases.sell(ledger, 1000);
        Payment toppedUp = purchases.payment(1000);
        ledger.topUp(Purchases.account(toppedUp), purchases.payment(500));

        sweepAfter(LIFE.plusDays(1).minusMillis(1));
        assertThat(count("l402_account")).isEqualTo(3);

        sweepAfter(Duration.ofMillis(1));
        assertThat(count("l402_account")).isZero();
    }

    @Test
    void anAccountInUseOutlivesItsExpiry() throws Exception {
        Payment paid = purchases.payment(1000);
        clock.advance(LIFE.minusMillis(1));
        ReservationId id = purchases.reserved(ledger, 600, Purchases.own(paid));
        for (int hour = 0; hour < 25; hour++) {
            assertThat(ledger.renew(id, Duration.ofHours(1).plusMillis(1))).isTrue();
            clock.advance(Duration.ofHours(1));
        }

        ledger.sweep();

        assertThat(count("l402_account")).isEqualTo(1);
        assertThat(ledger.capture(id, 600)).isEqualTo(Settled.captured(600, 0));
    }

    @Test
    void quotasAreRemovedWhenTheirPeriodIsOver() throws Exception {
        Draw quota = purchases.quota(2, Duration.ofHours(1));
        ledger.capture(purchases.reserved(ledger, 1, quota), 1);

        sweepAfter(Duration.ofHours(1));

        assertThat(count("l402_account")).isZero();
    }

    @Test
    void limitsOfWhichNothingIsInUseVanish() throws Exception {
        Payment paid = purchases.payment(1000);
        Draw budget = purchases.budget(500);
        Draw quota = purchases.quota(2, Duration.ofHours(1));

        ledger.release(purchases.reserved(ledger, 1, Purchases.own(paid), budget, quota), ReleaseCause.NOT_DELIVERED);

        assertThat(count("l402_account")).isEqualTo(1);
    }

    @Test
    void aFreeCallOfTheLastPeriodDoesNotCountInThisOne() {
        Draw quota = purchases.quota(1, Duration.ofSeconds(10));
        ReservationId last = purchases.reserved(ledger, 1, quota);
        clock.advance(Duration.ofSeconds(10));

        ReservationId current = purchases.reserved(ledger, 1, quota);

        assertThat(ledger.renew(last, Purchases.LEASE)).isTrue();
        assertThat(ledger.capture(last, 1)).isEqualTo(Settled.captured(1, 0));
        assertThat(ledger.capture(current, 1)).isEqualTo(Settled.captured(1, 0));
        assertThat(purchases.reserve(ledger, 1, quota)).isInstanceOf(Reserved.Exhausted.class);
    }

    @Test
    void countsWhatFits() {
        for (int i = 0; i < CAPACITY * 9 / 10 - 1; i++) {
            purchases.sell(ledger, 1000);
        }
        assertThat(ledger.nearlyFull()).isFalse();
        purchases.sell(ledger, 1000);
        assertThat(ledger.nearlyFull()).isTrue();
        purchases.sell(ledger, 1000);
        purchases.sell(ledger, 1000);

        Payment late = purchases.payment(1000);
        assertThat(purchases.reserve(ledger, 1, Purchases.own(late))).isEqualTo(new Reserved.Full());
        assertThat(ledger.balance(Purchases.account(late))).isEmpty();
    }

    @Test
    @Tag("trap-09")
    @Tag("invariant-06")
    void freeQuotasHaveARoomOfTheirOwn() {
        for (int i = 0; i < CAPACITY / 4; i++) {
            purchases.reserved(ledger, 1, purchases.quota(1, Duration.ofHours(1)));
        }

        assertThat(purchases.reserve(ledger, 1, purchases.quota(1, Duration.ofHours(1))))
                .isEqualTo(new Reserved.Full());
        assertThat(ledger.nearlyFull()).isFalse();
        purchases.sell(ledger, 1000);
    }

    @Test
    void knowsHowFullItIsAfterARestartAndASweep() {
        for (int i = 0; i < CAPACITY; i++) {
            purchases.sell(ledger, 1000);
        }
        ledger.close();
        open();
        assertThat(ledger.nearlyFull()).isTrue();

        sweepAfter(LIFE.plusDays(1));

        assertThat(ledger.nearlyFull()).isFalse();
    }

    @Test
    @Tag("invariant-06")
    void whoHasNothingLeftCannotMakeItWrite() throws Exception {
        Payment spent = purchases.payment(1000);
        ledger.capture(purchases.reserved(ledger, 1000, Purchases.own(spent)), 1000);
        Path file = directory.resolve("ledger.mv.db");
        byte[] before = atRest(file);

        for (int i = 0; i < 100; i++) {
            assertThat(purchases.reserve(ledger, 1, Purchases.own(spent))).isInstanceOf(Reserved.Exhausted.class);
        }

        assertThat(Arrays.equals(Files.readAllBytes(file), before)).isTrue();
    }

    /** Until the upkeep has found nothing more to do. */
    private static byte[] atRest(Path file) {
        byte[][] last = {new byte[0]};
        Awaitility.await().pollInterval(Duration.ofMillis(600)).until(() -> {
            byte[] now = Files.readAllBytes(file);
            boolean same = Arrays.equals(now, last[0]);
            last[0] = now;
            return same;
        });
        return last[0];
    }

    @Test
    void theFileDoesNotGrowByAllThatIsWritten() throws Exception {
        ledger.close();
        ledger = JdbcLedger.h2(directory.resolve("large"), clock);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 600; i++) {
                purchases.sell(ledger, 1000);
            }
            // What is dead may be used again after a second.
            Thread.sleep(1200);
        }
        Path file = directory.resolve("large.mv.db");

        // Some 60 MB were written for less than 0.6 of data.
        assertThat(Files.size(file)).isLessThan(30_000_000);
        ledger.close();
        assertThat(Files.size(file)).isLessThan(30_000_000);
    }
}
