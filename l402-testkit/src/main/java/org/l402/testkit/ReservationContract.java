package org.l402.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.ledger.Balance;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/** Reserving, capturing, releasing, and what happens when a lease runs out. */
abstract class ReservationContract extends LedgerFixture {
    @Test
    void reservesFromAPaymentThatItSeesForTheFirstTime() {
        Payment paid = payment(1000);

        assertThat(reserve(next(), 300, own(paid))).isEqualTo(new Reserved.Granted(300, 700));

        assertThat(books(paid)).isEqualTo(new Balance(1000, 0, 300, 700, 0));
    }

    @Test
    void knowsNothingOfAnAccountThatWasNeverUsed() {
        assertThat(ledger.balance(account(payment(1000)))).isEmpty();
    }

    @Test
    void aRefusedFirstUseLeavesNoTrace() {
        Payment paid = payment(1000);

        assertThat(reserve(next(), 1001, own(paid))).isEqualTo(new Reserved.Exhausted(account(paid), 1000));

        assertThat(ledger.balance(account(paid))).isEmpty();
    }

    @Test
    void theSameReservationTwiceTakesOnce() {
        Payment paid = payment(1000);
        ReservationId id = next();

        Reserved first = reserve(id, 300, own(paid));

        assertThat(first).isInstanceOf(Reserved.Granted.class);
        assertThat(reserve(id, 300, own(paid))).isEqualTo(first);
        assertThat(books(paid).reservedMsat()).isEqualTo(300);
    }

    @Test
    void captureEarnsAndGivesTheRestBack() {
        Payment paid = payment(1000);
        ReservationId id = reserved(400, own(paid));

        assertThat(ledger.capture(id, 150)).isEqualTo(Settled.captured(150, 0));

        assertThat(books(paid)).isEqualTo(new Balance(1000, 150, 0, 850, 0));
    }

    @Test
    void anEndIsAnsweredTheSameEveryTime() {
        Payment paid = payment(1000);
        ReservationId captured = reserved(400, own(paid));
        ReservationId released = reserved(400, own(paid));
        ledger.capture(captured, 150);
        ledger.release(released, ReleaseCause.NOT_DELIVERED);

        assertThat(ledger.capture(captured, 400)).isEqualTo(Settled.captured(150, 0));
        assertThat(ledger.release(captured, ReleaseCause.NOT_DELIVERED)).isEqualTo(Settled.captured(150, 0));
        assertThat(ledger.capture(released, 400)).isEqualTo(Settled.released());
        assertThat(books(paid).capturedMsat()).isEqualTo(150);
    }

    @Test
    void capturingMoreThanWasReservedIsAMistake() {
        ReservationId id = reserved(400, own(payment(1000)));

        assertThatThrownBy(() -> ledger.capture(id, 401)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.capture(id, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownReservationCannotBeEnded() {
        assertThat(ledger.capture(next(), 5)).isEqualTo(Settled.unknown(5));
        assertThat(ledger.release(next(), ReleaseCause.NOT_DELIVERED)).isEqualTo(Settled.unknown(0));
    }

    @Test
    @Tag("invariant-11")
    void heldIsNotExhausted() {
        Payment paid = payment(1000);
        reserved(800, own(paid));

        assertThat(reserve(next(), 300, own(paid))).isEqualTo(new Reserved.Busy(account(paid), 200));
        assertThat(reserve(next(), 1001, own(paid))).isEqualTo(new Reserved.Exhausted(account(paid), 200));
    }

    @Test
    void whatWasCapturedIsExhausted() {
        Payment paid = payment(1000);
        ledger.capture(reserved(800, own(paid)), 800);

        assertThat(reserve(next(), 300, own(paid))).isEqualTo(new Reserved.Exhausted(account(paid), 200));
    }

    @Test
    void takesWhatThereIsIfThatWillDo() {
        Payment paid = payment(1000);
        ReserveRequest upTo = new ReserveRequest(next(), 5000, 10, LEASE, List.of(own(paid)));

        assertThat(ledger.reserve(upTo)).isEqualTo(new Reserved.Granted(1000, 0));
    }

    @Test
    void aReservationOfNothingIsAllowed() {
        Payment paid = payment(1000);

        assertThat(reserve(next(), 0, own(paid))).isEqualTo(new Reserved.Granted(0, 1000));
    }

    @Test
    @Tag("invariant-11")
    void moneyComesBackWhenALeaseRunsOut() {
        Payment paid = payment(1000);
        reserved(800, own(paid));

        harness.advance(LEASE);

        assertThat(books(paid)).isEqualTo(new Balance(1000, 0, 0, 1000, 0));
        assertThat(reserve(next(), 1000, own(paid))).isInstanceOf(Reserved.Granted.class);
    }

    @Test
    void renewingKeepsAReservation() {
        Payment paid = payment(1000);
        ReservationId id = reserved(800, own(paid));

        harness.advance(LEASE.minusMillis(1));
        assertThat(ledger.renew(id, LEASE)).isTrue();
        harness.advance(LEASE.minusMillis(1));

        assertThat(books(paid).reservedMsat()).isEqualTo(800);
        assertThat(ledger.capture(id, 800)).isEqualTo(Settled.captured(800, 0));
    }

    @Test
    void aLostReservationCannotBeRenewed() {
        ReservationId id = reserved(800, own(payment(1000)));

        harness.advance(LEASE);

        assertThat(ledger.renew(id, LEASE)).isFalse();
        assertThat(ledger.renew(next(), LEASE)).isFalse();
    }

    @Test
    void anEndedReservationCannotBeRenewed() {
        ReservationId id = reserved(800, own(payment(1000)));
        ledger.capture(id, 800);

        assertThat(ledger.renew(id, LEASE)).isFalse();
    }

    @Test
    void aLateCaptureTakesWhatIsLeftAndSaysWhatIsMissing() {
        Payment paid = payment(1000);
        ReservationId late = reserved(800, own(paid));
        harness.advance(LEASE);
        ledger.capture(reserved(700, own(paid)), 700);

        assertThat(ledger.capture(late, 800)).isEqualTo(Settled.captured(300, 500));

        assertThat(books(paid)).isEqualTo(new Balance(1000, 1000, 0, 0, 0));
    }

    @Test
    void extendingGrowsAReservation() {
        Payment paid = payment(1000);
        ReservationId id = reserved(300, own(paid));

        assertThat(ledger.extend(id, 600)).isTrue();
        assertThat(ledger.extend(id, 101)).isFalse();

        assertThat(books(paid).reservedMsat()).isEqualTo(900);
        assertThat(ledger.capture(id, 900)).isEqualTo(Settled.captured(900, 0));
        assertThat(ledger.extend(id, 1)).isFalse();
    }
}
