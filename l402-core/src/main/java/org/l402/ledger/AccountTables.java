package org.l402.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.Funding.Budget;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Funding.Quota;

/**
 * The tables of a ledger in memory: accounts, quotas apart from them, and the payments that topped up another account.
 * Entries leave when they expire and never before, so each table has a size at which it takes no more.
 */
final class AccountTables {
    private static final double MINTING_SHARE = 0.9;
    private static final int QUOTA_SHARE = 4;
    private static final AccountId NOBODY = new AccountId(0, 0, 0, 0);

    private final InstantSource clock;
    private final long capacity;
    private final Cache<AccountId, Account> accounts;
    private final Cache<AccountId, Account> quotas;
    private final Cache<PaymentHash, TopUp> topUps;

    AccountTables(InstantSource clock, long capacity) {
        this.clock = clock;
        this.capacity = capacity;
        this.accounts = expiring(Account::expiresAt);
        this.quotas = expiring(Account::expiresAt);
        this.topUps = expiring(TopUp::expiresAt);
    }

    Optional<Account> paid(AccountId id) {
        return Optional.ofNullable(accounts.getIfPresent(id));
    }

    /** What drawing from this account would mean; empty if the draw is refused for good. */
    Optional<DrawPlan> plan(Draw draw, long now) {
        return draw.funding() instanceof Payment payment
                ? planPayment(draw.account(), payment, now)
                : planLimit(draw, now);
    }

    boolean hasRoomFor(DrawPlan plan) {
        if (!plan.fresh()) {
            return true;
        }
        return plan.account().quota() ? hasRoom(quotas, capacity / QUOTA_SHARE) : hasRoom(accounts, capacity);
    }

    boolean nearlyFull() {
        return !hasRoom(accounts, (long) Math.ceil(capacity * MINTING_SHARE));
    }

    void commit(DrawPlan plan) {
        Account account = plan.account();
        if (plan.apply()) {
            table(account).put(account.id(), account);
        }
        plan.credit()
                .filter(payment -> !AccountId.of(payment.hash()).equals(account.id()))
                .ifPresent(payment -> topUps.put(
                        payment.hash(),
                        new TopUp(account.id(), payment.expiresAt().toEpochMilli())));
    }

    void forgetIfIdle(Account account) {
        if (account.idleLimit()) {
            table(account).asMap().remove(account.id(), account);
        }
    }

    private Optional<DrawPlan> planPayment(AccountId id, Payment payment, long now) {
        Account known = accounts.getIfPresent(id);
        if (payment.expiresAt().toEpochMilli() <= now || (known != null && !known.usable(now))) {
            return Optional.empty();
        }
        DrawPlan plan = known == null ? DrawPlan.fresh(Account.paid(id)) : DrawPlan.existing(known);
        AccountId claimed = claimant(payment.hash(), id, known);
        if (claimed.equals(NOBODY)) {
            return Optional.of(plan.crediting(payment));
        }
        return claimed.equals(id) ? Optional.of(plan) : Optional.empty();
    }

    private Optional<DrawPlan> planLimit(Draw draw, long now) {
        boolean quota = draw.funding() instanceof Quota;
        Account known = (quota ? quotas : accounts).getIfPresent(draw.account());
        if (known != null && known.usable(now)) {
            return Optional.of(DrawPlan.existing(known));
        }
        Account fresh = limit(draw, now);
        return fresh.usable(now) ? Optional.of(DrawPlan.fresh(fresh)) : Optional.empty();
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

    /** The account that a payment was credited to. */
    private AccountId claimant(PaymentHash hash, AccountId asked, @Nullable Account known) {
        TopUp topUp = topUps.getIfPresent(hash);
        if (topUp != null) {
            return topUp.account();
        }
        AccountId own = AccountId.of(hash);
        Account account = own.equals(asked) ? known : accounts.getIfPresent(own);
        return account != null && account.ownPaymentClaimed() ? own : NOBODY;
    }

    private Cache<AccountId, Account> table(Account account) {
        return account.quota() ? quotas : accounts;
    }

    /** Sweeps out what has expired only where that decides. */
    private static boolean hasRoom(Cache<?, ?> table, long limit) {
        if (table.estimatedSize() < limit) {
            return true;
        }
        table.cleanUp();
        return table.estimatedSize() < limit;
    }

    private <K, V> Cache<K, V> expiring(ToLongFunction<V> expiresAt) {
        return Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(() -> clock.millis() * 1_000_000)
                .expireAfter(Expiry.<K, V>writing(
                        (key, value) -> Duration.ofMillis(expiresAt.applyAsLong(value) - clock.millis())))
                .build();
    }

    /** Which account a payment was credited to that did not open it. */
    private record TopUp(AccountId account, long expiresAt) {}
}
