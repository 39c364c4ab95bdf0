package org.l402.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.ledger.Balance;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/** Where balances come from and how they end. */
abstract class FundingContract extends ReservationContract {
    @Test
    @Tag("invariant-02")
    void aPaymentIsCreditedOnce() {
        Payment paid = payment(1000);
        ledger.capture(reserved(1000, own(paid)), 1000);

        assertThat(reserve(next(), 1, own(paid))).isEqualTo(new Reserved.Exhausted(account(paid), 0));
        assertThat(books(paid).creditedMsat()).isEqualTo(1000);
    }

    @Test
    void topUpsAddUpAndCountOnce() {
        Payment first = payment(1000);
        Payment second = payment(500);
        reserved(100, own(first));

        assertThat(ledger.topUp(account(first), second)).isTrue();
        assertThat(ledger.topUp(account(first), second)).isTrue();

        assertThat(books(first)).isEqualTo(new Balance(1500, 0, 100, 1400, 0));
    }

    @Test
    void aTokenThatTopsUpIsCreditedWhenItIsFirstPresented() {
        Payment first = payment(1000);
        Payment second = payment(500);
        ledger.capture(reserved(1000, own(first)), 1000);

        assertThat(reserve(next(), 200, new Draw(account(first), second))).isEqualTo(new Reserved.Granted(200, 300));
        assertThat(reserve(next(), 200, new Draw(account(first), second))).isEqualTo(new Reserved.Granted(200, 100));
        assertThat(reserve(next(), 100, own(first))).isEqualTo(new Reserved.Granted(100, 0));
    }

    @Test
    void anAccountCanBeToppedUpBeforeItsOwnPaymentIsPresented() {
        Payment first = payment(1000);
        Payment second = payment(500);

        assertThat(ledger.topUp(account(first), second)).isTrue();

        assertThat(reserve(next(), 1500, own(first))).isEqualTo(new Reserved.Granted(1500, 0));
    }

    @Test
    @Tag("invariant-02")
    void onePaymentTopsUpOneAccountOnly() {
        Payment first = payment(1000);
        Payment other = payment(1000);
        Payment second = payment(500);
        ledger.topUp(account(first), second);

        assertThat(ledger.topUp(account(other), second)).isFalse();
        assertThat(reserve(next(), 1, own(second))).isEqualTo(new Reserved.Closed(account(second)));
    }

    @Test
    void aPaymentThatOpenedItsAccountTopsUpNoOther() {
        Payment first = payment(1000);
        Payment second = payment(500);
        reserved(1, own(second));

        assertThat(ledger.topUp(account(first), second)).isFalse();
        assertThat(books(second).creditedMsat()).isEqualTo(500);
    }

    @Test
    void anAccountLivesUntilItsLatestPaymentExpires() {
        Payment first = payment(1000);
        Payment second = new Payment(hash(), 500, first.expiresAt().plus(LIFE));
        reserved(100, own(first));
        ledger.topUp(account(first), second);

        harness.advance(LIFE);

        assertThat(books(first).availableMsat()).isEqualTo(1500);
        assertThat(reserve(next(), 1500, new Draw(account(first), second))).isInstanceOf(Reserved.Granted.class);
    }

    @Test
    void anExpiredPaymentOpensNothing() {
        Payment paid = payment(1000);
        harness.advance(LIFE);

        assertThat(reserve(next(), 1, own(paid))).isEqualTo(new Reserved.Closed(account(paid)));
        assertThat(ledger.topUp(account(payment(1)), paid)).isFalse();
    }

    @Test
    @Tag("invariant-02")
    void anExpiredAccountIsNeverOpenedAgain() {
        Payment paid = payment(1000);
        ledger.capture(reserved(1000, own(paid)), 1000);

        harness.advance(LIFE);
        assertThat(reserve(next(), 1000, own(paid))).isEqualTo(new Reserved.Closed(account(paid)));
        harness.advance(LIFE.multipliedBy(100));
        assertThat(reserve(next(), 1000, own(paid))).isEqualTo(new Reserved.Closed(account(paid)));
    }

    @Test
    void aSpentAccountIsRememberedUntilItExpires() {
        Payment paid = payment(1000);
        ledger.capture(reserved(1000, own(paid)), 1000);

        harness.advance(LIFE.minusMillis(1));

        assertThat(reserve(next(), 1000, own(paid))).isEqualTo(new Reserved.Exhausted(account(paid), 0));
    }

    @Test
    void aClosedAccountForfeitsWhatIsLeft() {
        Payment paid = payment(1000);
        ReservationId running = reserved(300, own(paid));
        ledger.capture(reserved(200, own(paid)), 200);

        ledger.close(paid);

        assertThat(books(paid)).isEqualTo(new Balance(1000, 200, 300, 0, 500));
        assertThat(reserve(next(), 1, own(paid))).isEqualTo(new Reserved.Closed(account(paid)));
        assertThat(ledger.capture(running, 300)).isEqualTo(Settled.captured(300, 0));
        assertThat(books(paid)).isEqualTo(new Balance(1000, 500, 0, 0, 500));
    }

    @Test
    void aTokenCanBeRevokedBeforeItIsEverPresented() {
        Payment paid = payment(1000);

        ledger.close(paid);

        assertThat(reserve(next(), 1, own(paid))).isEqualTo(new Reserved.Closed(account(paid)));
    }

    @Test
    void hugeAmountsAreExact() {
        long all = 2_100_000_000_000_000_000L;
        Payment paid = payment(all);

        assertThat(reserve(next(), all, own(paid))).isEqualTo(new Reserved.Granted(all, 0));
        assertThat(reserve(next(), Long.MAX_VALUE, own(paid))).isEqualTo(new Reserved.Exhausted(account(paid), 0));
    }

    @Test
    void anOverflowingTopUpIsRefusedAndLosesNothing() {
        Payment paid = payment(Long.MAX_VALUE);
        reserved(1, own(paid));

        assertThatThrownBy(() -> ledger.topUp(account(paid), payment(1))).isInstanceOf(ArithmeticException.class);

        assertThat(books(paid).creditedMsat()).isEqualTo(Long.MAX_VALUE);
    }
}
