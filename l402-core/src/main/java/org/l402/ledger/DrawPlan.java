package org.l402.ledger;

import org.jspecify.annotations.Nullable;
import org.l402.ledger.Funding.Payment;

/**
 * What one draw would do to its account, worked out before anything changes: a request that is refused must leave no
 * trace.
 */
final class DrawPlan {
    private final Account account;
    private final @Nullable Account replaced;
    private final @Nullable Payment credit;

    private DrawPlan(Account account, @Nullable Account replaced, @Nullable Payment credit) {
        this.account = account;
        this.replaced = replaced;
        this.credit = credit;
    }

    static DrawPlan existing(Account account) {
        return new DrawPlan(account, account, null);
    }

    static DrawPlan fresh(Account account) {
        return new DrawPlan(account, null, null);
    }

    /** A quota in its next period. */
    static DrawPlan refilled(Account account, Account ofLastPeriod) {
        return new DrawPlan(account, ofLastPeriod, null);
    }

    DrawPlan crediting(Payment payment) {
        return new DrawPlan(account, replaced, payment);
    }

    Account account() {
        return account;
    }

    /** Whether the account is not in a table yet. */
    boolean fresh() {
        return replaced == null;
    }

    /** The payment that the account is credited with, if it is new to the ledger. */
    @Nullable
    Payment credit() {
        return credit;
    }

    long availableMsat(long now) {
        return credit == null ? account.availableMsat(now) : uncapturedMsat() - account.reservedMsat(now);
    }

    long uncapturedMsat() {
        return account.uncapturedMsat() + (credit == null ? 0 : credit.amountMsat());
    }

    /** Credits the payment, if there is one to credit. */
    void apply() {
        if (replaced != null && replaced != account) {
            replaced.retire();
        }
        if (credit != null) {
            account.credit(credit.amountMsat(), credit.expiresAt().toEpochMilli());
            if (AccountId.of(credit.hash()).equals(account.id())) {
                account.claimOwnPayment();
            }
        }
    }
}
