package org.l402.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.ledger.Balance;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Ledger;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/**
 * What every {@link Ledger} must do. Extend it, give it a {@link LedgerHarness}, and run it: a ledger that passes can hold
 * other people's money.
 */
public abstract class LedgerContract extends ContentionContract {
    /** For subclasses. */
    protected LedgerContract() {}

    @Test
    @Tag("invariant-03")
    void aDurableLedgerKeepsItsBooksAndItsName() {
        assumeTrue(ledger.traits().durable());
        String name = ledger.traits().id();
        Payment spent = payment(1000);
        Payment half = payment(1000);
        ledger.capture(reserved(1000, own(spent)), 1000);
        ledger.capture(reserved(400, own(half)), 400);

        ledger = harness.restart();

        assertThat(ledger.traits().id()).isEqualTo(name);
        assertThat(reserve(next(), 1, own(spent))).isEqualTo(new Reserved.Exhausted(account(spent), 0));
        assertThat(reserve(next(), 600, own(half))).isEqualTo(new Reserved.Granted(600, 0));
    }

    @Test
    @Tag("invariant-03")
    @Tag("invariant-11")
    void aCallInFlightAtACrashErrsInTheClientsFavour() {
        assumeTrue(ledger.traits().durable());
        Payment paid = payment(1000);
        ReservationId inFlight = reserved(1000, own(paid));

        ledger = harness.restart();

        assertThat(reserve(next(), 1000, own(paid))).isEqualTo(new Reserved.Busy(account(paid), 0));
        harness.advance(LEASE);
        assertThat(books(paid)).isEqualTo(new Balance(1000, 0, 0, 1000, 0));
        assertThat(ledger.capture(inFlight, 1000)).isEqualTo(Settled.captured(1000, 0));
    }

    @Test
    void aDurableLedgerRemembersHowReservationsEnded() {
        assumeTrue(ledger.traits().durable());
        Payment paid = payment(1000);
        ReservationId id = reserved(400, own(paid));
        ledger.capture(id, 150);

        ledger = harness.restart();

        assertThat(ledger.capture(id, 400)).isEqualTo(Settled.captured(150, 0));
    }

    @Test
    void aDurableLedgerRemembersWhichKeysItsTokensNeed() {
        assumeTrue(ledger.traits().keys().isPresent());
        Instant until = harness.now().plus(LIFE).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        ledger.traits().keys().orElseThrow().mintsUntil("0011223344556677", until);
        ledger.traits().keys().orElseThrow().mintsUntil("0011223344556677", until.minusSeconds(60));

        ledger = harness.restart();

        assertThat(ledger.traits().keys().orElseThrow().recorded()).containsEntry("0011223344556677", until);
    }

    @Test
    @Tag("invariant-03")
    void aForgetfulLedgerIsAnotherOneAfterARestart() {
        assumeTrue(!ledger.traits().durable());
        String name = ledger.traits().id();
        harness.close();
        harness = harness();

        assertThat(harness.ledger().traits().id()).isNotEqualTo(name);
    }
}
