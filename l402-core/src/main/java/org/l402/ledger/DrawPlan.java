package org.l402.ledger;

import java.util.Optional;
import org.l402.ledger.Funding.Payment;

/**
 * What one draw would do to its account, worked out before anything changes: a request that is refused must leave no
 * trace.
 */
final class DrawPlan {
    private final Account account;
    private final Optional<Payment> credit;
    private final boolean fresh;

    private DrawPlan(Account account, Optional<Payment> credit, boolean fresh) {
        this.account = account;
        this.credit = credit;
        this.fresh = fresh;
    }

    static DrawPlan existing(Account account) {
        return new DrawPlan(account, Optional.empty(), false);
    }

    static DrawPlan fresh(Account account) {
        return new DrawPlan(account, Optional.empty(), true);
    }

    DrawPlan crediting(Payment payment) {
        return new DrawPlan(account, Optional.of(payment), fresh);
    }

    Account account() {
        return account;
    }

    /** Whether the account is not in a table yet. */
    boolean fresh() {
        return fresh;
    }

    /** The payment that the account is credited with, if it is new to the ledger. */
    Optional<Payment> credit() {
        return credit;
    }

    long availableMsat(long now) {
        return credit.isEmpty() ? account.availableMsat(now) : uncapturedMsat() - account.reservedMsat(now);
    }

    long uncapturedMsat() {
        return account.uncapturedMsat() + credit.map(Payment::amountMsat).orElse(0L);
    }

    /** Credits the payment; whether the account must be (re-)written to its table. */
    boolean apply() {
        credit.ifPresent(payment -> {
            account.credit(payment.amountMsat(), payment.expiresAt().toEpochMilli());
            if (AccountId.of(payment.hash()).equals(account.id())) {
                account.claimOwnPayment();
            }
        });
        return fresh || credit.isPresent();
    }
}
