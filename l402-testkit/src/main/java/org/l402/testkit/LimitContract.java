package org.l402.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.l402.ledger.Balance;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Ledger;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/** Limits that are no money: budgets, free quotas, and the grace for clients that leave. */
abstract class LimitContract extends FundingContract {
    @Test
    void aBudgetLimitsWhatItsTokenTakes() {
        Payment paid = payment(1000);
        Draw budget = budget(500);

        assertThat(reserve(next(), 300, own(paid), budget)).isEqualTo(new Reserved.Granted(300, 700));
        assertThat(reserve(next(), 300, own(paid), budget)).isEqualTo(new Reserved.Busy(budget.account(), 200));
        assertThat(reserve(next(), 501, own(paid), budget)).isEqualTo(new Reserved.Exhausted(budget.account(), 200));
        assertThat(books(paid).reservedMsat()).isEqualTo(300);
    }

    @Test
    void everyBudgetCounts() {
        Payment paid = payment(1000);
        Draw wide = budget(500);
        Draw narrow = budget(100);
        ReservationId id = reserved(100, own(paid), wide, narrow);
        ledger.capture(id, 80);

        assertThat(reserve(next(), 30, own(paid), wide, narrow))
                .isEqualTo(new Reserved.Exhausted(narrow.account(), 20));
        assertThat(reserve(next(), 420, own(paid), wide)).isInstanceOf(Reserved.Granted.class);
        assertThat(books(paid).capturedMsat()).isEqualTo(80);
    }

    @Test
    void aBudgetIsGivenBackWithItsReservation() {
        Payment paid = payment(1000);
        Draw budget = budget(500);
        ledger.release(reserved(500, own(paid), budget), ReleaseCause.NOT_DELIVERED);

        assertThat(reserve(next(), 500, own(paid), budget)).isInstanceOf(Reserved.Granted.class);
    }

    @Test
    void aQuotaIsFullAgainAfterItsPeriod() {
        Draw quota = quota(2);
        ledger.capture(reserved(1, quota), 1);
        harness.advance(Duration.ofMinutes(30));
        ledger.capture(reserved(1, quota), 1);

        assertThat(reserve(next(), 1, quota)).isInstanceOf(Reserved.Exhausted.class);
        harness.advance(Duration.ofMinutes(30));
        assertThat(reserve(next(), 1, quota)).isInstanceOf(Reserved.Granted.class);
    }

    @Test
    void aFailedFreeCallIsNotCounted() {
        Draw quota = quota(1);
        ledger.release(reserved(1, quota), ReleaseCause.NOT_DELIVERED);

        assertThat(reserve(next(), 1, quota)).isInstanceOf(Reserved.Granted.class);
    }

    @Test
    void aClientThatLeavesIsForgivenThreeTimes() {
        Payment paid = payment(1000);
        for (int i = 0; i < Ledger.CLIENT_LEFT_GRACE; i++) {
            Settled end = ledger.release(reserved(100, own(paid)), ReleaseCause.CLIENT_LEFT);
            assertThat(end).isEqualTo(Settled.released());
        }

        Settled fourth = ledger.release(reserved(100, own(paid)), ReleaseCause.CLIENT_LEFT);

        assertThat(fourth).isEqualTo(Settled.captured(100, 0));
        assertThat(books(paid)).isEqualTo(new Balance(1000, 100, 0, 900, 0));
    }

    /** Otherwise a client that always leaves early would run a free handler without end. */
    @Test
    void aClientThatLeavesFreeCallsIsForgivenThreeTimesToo() {
        Draw quota = quota(10);
        for (int i = 0; i < Ledger.CLIENT_LEFT_GRACE; i++) {
            Settled end = ledger.release(reserved(1, quota), ReleaseCause.CLIENT_LEFT);
            assertThat(end).isEqualTo(Settled.released());
        }

        assertThat(ledger.release(reserved(1, quota), ReleaseCause.CLIENT_LEFT)).isEqualTo(Settled.captured(1, 0));
    }
}
