package org.l402.ledger;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.l402.ledger.Funding.Budget;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Funding.Quota;

/**
 * The tables of a ledger in memory: accounts, quotas apart from them, and the payments that topped up another account, by
 * the account that they would have opened. Entries leave when they have expired and never before, so each table has a
 * size at which it takes no more. Who calls holds the locks of all the ids that are named, unless it says otherwise.
 */
final class AccountTables {
    private static final double MINTING_SHARE = 0.9;
    private static final int QUOTA_SHARE = 4;
    private static final long SWEEP_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final int TOP_UP_COLUMNS = 5;
    private static final AccountId NOBODY = new AccountId(0, 0, 0, 0);

    private final long capacity;
    private final AccountTable accounts = new AccountTable();
    private final AccountTable quotas = new AccountTable();
    private final StripedRows topUps = new StripedRows(TOP_UP_COLUMNS);
    private final AtomicLong lastSweep = new AtomicLong();

    AccountTables(long capacity) {
        this.capacity = capacity;
    }

    @Nullable
    Account paid(AccountId id) {
        return accounts.get(id);
    }

    /** What drawing from this account would mean; null if the draw is refused for good. */
    @Nullable
    DrawPlan plan(Draw draw, long now) {
        return draw.funding() instanceof Payment payment
                ? planPayment(draw.account(), payment, now)
                : planLimit(draw, now);
    }

    boolean hasRoomFor(DrawPlan plan) {
        return !plan.fresh() || (plan.account().quota() ? hasRoomForQuotas() : accounts.size() < capacity);
    }

    private boolean hasRoomForQuotas() {
        return quotas.size() < capacity / QUOTA_SHARE;
    }

    /** Whether only payments that are under way should still find room; needs no lock. */
    boolean nearlyFull() {
        return accounts.size() >= Math.ceil(capacity * MINTING_SHARE);
    }

    /** Whether {@link #makeRoom} is called for; needs no lock. */
    boolean tight() {
        return nearlyFull() || !hasRoomForQuotas();
    }

    /**
     * Sweeps out what has expired; for callers without any lock. Not more than once a second, or strangers who fill the
     * table would keep everybody sweeping.
     */
    void makeRoom(AccountLocks locks, long now) {
        long last = lastSweep.get();
        boolean justSwept = now >= last && now - last < SWEEP_MILLIS;
        if (!justSwept && lastSweep.compareAndSet(last, now)) {
            for (int stripe = 0; stripe < AccountLocks.STRIPES; stripe++) {
                int each = stripe;
                locks.holding(each, () -> sweep(each, now));
            }
        }
    }

    private boolean sweep(int stripe, long now) {
        accounts.sweep(stripe, now);
        quotas.sweep(stripe, now);
        topUps.sweep(stripe, now);
        return true;
    }

    /** Carries a plan out; {@link #keep} the account when it has its hold. */
    void commit(DrawPlan plan, long now) {
        Account account = plan.account();
        plan.apply();
        Payment credit = plan.credit();
        AccountId own = credit == null ? account.id() : AccountId.of(credit.hash());
        if (credit != null && !own.equals(account.id())) {
            topUps.put(own, claim(account.id(), credit), now);
        }
    }

    void keep(Account account, long now) {
        table(account).keep(account, now);
    }

    private @Nullable DrawPlan planPayment(AccountId id, Payment payment, long now) {
        Account known = accounts.get(id);
        if (payment.expiresAt().toEpochMilli() <= now || (known != null && !known.usable(now))) {
            return null;
        }
        DrawPlan plan = known == null ? DrawPlan.fresh(Account.paid(id)) : DrawPlan.existing(known);
        AccountId claimed = claimant(AccountId.of(payment.hash()), id, known);
        if (claimed.equals(NOBODY)) {
            return plan.crediting(payment);
        }
        return claimed.equals(id) ? plan : null;
    }

    private @Nullable DrawPlan planLimit(Draw draw, long now) {
        Account known = (draw.funding() instanceof Quota ? quotas : accounts).get(draw.account());
        if (known != null && known.usable(now)) {
            return DrawPlan.existing(known);
        }
        Account refilled = limit(draw, now);
        if (!refilled.usable(now)) {
            return null;
        }
        return known == null ? DrawPlan.fresh(refilled) : DrawPlan.refilled(refilled, known);
    }

    private static Account limit(Draw draw, long now) {
        if (draw.funding() instanceof Quota quota) {
            return Account.quota(
                    draw.account(), quota.units(), now + quota.period().toMillis());
        }
        Budget budget = (Budget) draw.funding();
        return Account.budget(
                draw.account(), budget.amountMsat(), budget.expiresAt().toEpochMilli());
    }

    /** The account that a payment was credited to, which would have opened {@code own}. */
    private AccountId claimant(AccountId own, AccountId asked, @Nullable Account known) {
        long[] row = topUps.get(own);
        if (row != null) {
            return new AccountId(row[1], row[2], row[3], row[4]);
        }
        Account account = own.equals(asked) ? known : accounts.get(own);
        return account != null && account.ownPaymentClaimed() ? own : NOBODY;
    }

    /** The row that says which account has the money of a payment. */
    private static long[] claim(AccountId by, Payment payment) {
        return new long[] {payment.expiresAt().toEpochMilli(), by.a(), by.b(), by.c(), by.d()};
    }

    private AccountTable table(Account account) {
        return account.quota() ? quotas : accounts;
    }
}
