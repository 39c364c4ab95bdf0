package org.l402.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Funding.Quota;

/** What the contract of all ledgers leaves open: how this one keeps accounts, and when it lets go of them. */
class InMemoryLedgerTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LIFE = Duration.ofDays(1);
    private static final Draw FREE_HOURLY = new Draw(new AccountId(1, 2, 3, 4), new Quota(1, Duration.ofHours(1)));
    private static final long CAPACITY = 100;

    private Instant now = Instant.ofEpochSecond(1_900_000_000);
    private final Ledger ledger = InMemoryLedger.create(() -> now, new SecureRandom(), CAPACITY);
    private int sequence;

    @Test
    void anEndAfterTheLeaseComesOutOfTheSameBalanceAsOthers() {
        Draw draw = paid(1, 1000);
        ReservationId late = lapsed(draw, 700);
        assertThat(ledger.capture(reserve(draw, 600), 600)).isEqualTo(Settled.captured(600, 0));

        assertThat(ledger.capture(late, 700)).isEqualTo(Settled.captured(400, 300));
        assertThat(ledger.balance(draw.account())).contains(new Balance(1000, 1000, 0, 0, 0));
    }

    @Test
    void aClockThatIsSetBackLetsNobodySpendTwice() {
        Draw draw = paid(1, 1000);
        ReservationId late = lapsed(draw, 1000);
        ledger.capture(reserve(draw, 1000), 1000);
        now = now.minusSeconds(1);

        assertThat(ledger.capture(late, 1000)).isEqualTo(Settled.captured(0, 1000));
        assertThat(ledger.balance(draw.account())).contains(new Balance(1000, 1000, 0, 0, 0));
    }

    @Test
    void aReservationThatNobodyEndsLetsGoOfItsAccountInTheEnd() {
        Draw draw = paid(1, 1000);
        ReservationId lost = reserve(draw, 700);
        now = now.plus(LEASE).plus(Duration.ofHours(2));
        for (int i = 0; i < 3000; i++) {
            ledger.capture(reserve(paid(2, 1), 0), 0);
        }

        assertThat(ledger.capture(lost, 700).state()).isEqualTo(Settled.State.UNKNOWN);
        assertThat(ledger.balance(draw.account())).contains(new Balance(1000, 0, 0, 1000, 0));
        ledger.capture(reserve(draw, 1000), 1000);
        assertThat(ledger.balance(draw.account())).contains(new Balance(1000, 1000, 0, 0, 0));
    }

    @Test
    void aFreeCallThatEndsInTheNextPeriodDoesNotGiveThatBack() {
        ReservationId longCall = reserve(FREE_HOURLY, 1);
        now = now.plus(Duration.ofHours(1));
        ReservationId next = reserve(FREE_HOURLY, 1);
        ledger.capture(next, 1);
        ledger.capture(longCall, 1);

        assertThat(answer(FREE_HOURLY, 1)).isInstanceOf(Reserved.Exhausted.class);
    }

    @Test
    void aFreeCallOfTheLastPeriodTakesNothingFromThisOne() {
        ReservationId longCall = reserve(FREE_HOURLY, 1);
        now = now.plus(Duration.ofHours(1));
        ledger.release(reserve(FREE_HOURLY, 1), ReleaseCause.NOT_DELIVERED);
        ledger.capture(longCall, 1);

        assertThat(answer(FREE_HOURLY, 1)).isInstanceOf(Reserved.Granted.class);
    }

    @Test
    void aLongCallIsRememberedAfterItsEndLikeAnyOther() {
        for (int others = 0; others < 600; others += 50) {
            ReservationId longCall = reserve(paid(1, 100_000), 10);
            captureOthers(others);
            Settled end = ledger.capture(longCall, 10);
            captureOthers(256);

            assertThat(ledger.capture(longCall, 10))
                    .as("after %d others", others)
                    .isEqualTo(end);
        }
    }

    @Test
    void aLeaseWithoutEndCostsNoPayment() {
        Draw topUp = new Draw(paid(1, 5).account(), paid(2, 1000).funding());
        Duration tooLong = Duration.ofMillis(Long.MAX_VALUE);
        ReserveRequest impossible = ReserveRequest.exactly(new ReservationId(1, 1), 5, tooLong, topUp);

        assertThatThrownBy(() -> ledger.reserve(impossible)).isInstanceOf(ArithmeticException.class);
        assertThat(ledger.topUp(topUp.account(), (Payment) topUp.funding())).isTrue();
        assertThat(ledger.balance(topUp.account())).contains(new Balance(1000, 0, 0, 1000, 0));
    }

    @Test
    void isFullAndHasRoomAgainWhenAccountsHaveExpired() {
        for (int i = 0; i < CAPACITY; i++) {
            ledger.capture(reserve(paid(i, 5), 5), 5);
        }
        assertThat(ledger.nearlyFull()).isTrue();
        assertThat(answer(paid(1000, 5), 5)).isInstanceOf(Reserved.Full.class);
        assertThat(answer(paid(7, 5), 5)).isInstanceOf(Reserved.Exhausted.class);

        now = now.plus(LIFE);

        assertThat(ledger.nearlyFull()).isFalse();
        for (int i = 0; i < CAPACITY; i++) {
            ledger.capture(reserve(paid(2000 + i, 5), 5), 5);
        }
        assertThat(answer(paid(3000, 5), 5)).isInstanceOf(Reserved.Full.class);
    }

    @Test
    void failedFreeCallsOfStrangersTakeNoRoom() {
        for (int i = 0; i < 10 * CAPACITY; i++) {
            Draw stranger = new Draw(new AccountId(i, i, i, i), new Quota(1, Duration.ofHours(1)));
            ledger.release(reserve(stranger, 1), ReleaseCause.NOT_DELIVERED);
        }

        assertThat(answer(FREE_HOURLY, 1)).isInstanceOf(Reserved.Granted.class);
    }

    private void captureOthers(int count) {
        for (int i = 0; i < count; i++) {
            ledger.capture(reserve(paid(2, 5), 0), 0);
        }
    }

    private Draw paid(int number, long msat) {
        byte[] hash = new byte[PaymentHash.LENGTH];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (number * 31 + i * (number + 7));
        }
        hash[0] = (byte) (number >> 8);
        hash[1] = (byte) number;
        PaymentHash paymentHash = PaymentHash.of(hash);
        return new Draw(AccountId.of(paymentHash), new Payment(paymentHash, msat, now.plus(LIFE)));
    }

    private ReservationId lapsed(Draw draw, long msat) {
        ReservationId id = reserve(draw, msat);
        now = now.plus(LEASE);
        return id;
    }

    private ReservationId reserve(Draw draw, long msat) {
        ReservationId id = new ReservationId(402, sequence++);
        assertThat(ledger.reserve(ReserveRequest.exactly(id, msat, LEASE, draw)))
                .isInstanceOf(Reserved.Granted.class);
        return id;
    }

    private Reserved answer(Draw draw, long msat) {
        return ledger.reserve(ReserveRequest.exactly(new ReservationId(402, sequence++), msat, LEASE, draw));
    }
}
