package org.l402.ledger;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Reserved.Busy;
import org.l402.ledger.Reserved.Closed;
import org.l402.ledger.Reserved.Exhausted;
import org.l402.ledger.Reserved.Full;
import org.l402.ledger.Reserved.Granted;

/**
 * A ledger in the memory of one process. Fast, and forgetful: its id is new at every start, so balances from before are
 * refused, never reopened. Nothing in it is forgotten before it expires; a reservation that ended, after 256 others.
 *
 * <p>Thread-safe. Has no threads and needs no closing.
 */
public final class InMemoryLedger implements Ledger {
    /** Accounts that fit unless said otherwise. */
    public static final long DEFAULT_CAPACITY = 2_000_000;

    private static final int REMEMBERED_ENDS = 256;
    private static final long LATE_CAPTURE_MILLIS = Duration.ofHours(1).toMillis();

    private final LedgerTraits traits;
    private final InstantSource clock;
    private final AccountLocks locks = new AccountLocks();
    private final AccountTables tables;
    private final Holds holds = new Holds(REMEMBERED_ENDS);

    private InMemoryLedger(String id, InstantSource clock, long capacity) {
        this.traits = new LedgerTraits(id, false, false, Optional.empty());
        this.clock = clock;
        this.tables = new AccountTables(capacity);
    }

    /** With {@link #DEFAULT_CAPACITY}. */
    public static InMemoryLedger create(InstantSource clock, SecureRandom random) {
        return create(clock, random, DEFAULT_CAPACITY);
    }

    /** @param capacity accounts that fit, at 96 to 256 bytes of heap each */
    public static InMemoryLedger create(InstantSource clock, SecureRandom random, long capacity) {
        return new InMemoryLedger(HexFormat.of().toHexDigits(random.nextLong()), clock, capacity);
    }

    @Override
    public LedgerTraits traits() {
        return traits;
    }

    @Override
    public Reserved reserve(ReserveRequest request) {
        holds.age(this::needed);
        makeRoomIfTight();
        return locks.holding(touched(request), () -> reserveLocked(request, clock.millis()));
    }

    private Reserved reserveLocked(ReserveRequest request, long now) {
        Hold known = holds.find(request.id());
        if (known != null) {
            return new Granted(known.amountMsat(), known.accounts().get(0).availableMsat(now));
        }
        List<DrawPlan> plans = new ArrayList<>(request.draws().size());
        long take = request.amountMsat();
        for (Draw draw : request.draws()) {
            DrawPlan plan = tables.plan(draw, now);
            if (plan == null) {
                return new Closed(draw.account());
            }
            plans.add(plan);
            take = Math.min(take, plan.availableMsat(now));
        }
        if (take < request.atLeastMsat()) {
            return shortage(plans, request.atLeastMsat(), now);
        }
        return roomFor(plans) ? grant(request, plans, take, now) : new Full();
    }

    private boolean roomFor(List<DrawPlan> plans) {
        for (DrawPlan plan : plans) {
            if (!tables.hasRoomFor(plan)) {
                return false;
            }
        }
        return true;
    }

    private Granted grant(ReserveRequest request, List<DrawPlan> plans, long take, long now) {
        long leaseUntil = Math.addExact(now, request.lease().toMillis());
        plans.forEach(plan -> tables.commit(plan, now));
        List<Account> accounts = plans.size() == 1
                ? List.of(plans.get(0).account())
                : plans.stream().map(DrawPlan::account).toList();
        Hold hold = new Hold(request.id(), accounts, take, leaseUntil);
        for (Account account : accounts) {
            account.hold(hold);
            tables.keep(account, now);
        }
        holds.add(hold);
        return new Granted(take, accounts.get(0).availableMsat(now));
    }

    /** Exhausted as soon as one account is; only if all that are short could recover does waiting help. */
    private static Reserved shortage(List<DrawPlan> plans, long neededMsat, long now) {
        Reserved answer = new Full();
        for (DrawPlan plan : plans) {
            long available = plan.availableMsat(now);
            if (plan.uncapturedMsat() < neededMsat) {
                return new Exhausted(plan.account().id(), available);
            }
            if (available < neededMsat) {
                answer = new Busy(plan.account().id(), available);
            }
        }
        return answer;
    }

    @Override
    public boolean renew(ReservationId id, Duration lease) {
        return whileRunning(id, (hold, now) -> {
            hold.renew(now + lease.toMillis());
            return true;
        });
    }

    @Override
    public boolean extend(ReservationId id, long moreMsat) {
        return whileRunning(id, (hold, now) -> {
            boolean enough = hold.accounts().stream().allMatch(account -> account.availableMsat(now) >= moreMsat);
            if (enough) {
                hold.grow(moreMsat);
            }
            return enough;
        });
    }

    @Override
    public Settled capture(ReservationId id, long actualMsat) {
        Hold hold = holds.find(id);
        return hold == null ? Settled.unknown(actualMsat) : settling(hold, now -> captureLocked(hold, actualMsat, now));
    }

    private static Settled captureLocked(Hold hold, long actualMsat, long now) {
        if (actualMsat < 0 || actualMsat > hold.amountMsat()) {
            throw new IllegalArgumentException("captured more than was reserved: " + actualMsat + " msat");
        }
        boolean late = !hold.running(now);
        long take = actualMsat;
        for (Account account : hold.accounts()) {
            // Never more than there is, even if a clock that was set back makes a lease run again.
            take = Math.min(take, late ? account.availableMsat(now) : account.uncapturedMsat());
        }
        for (Account account : hold.accounts()) {
            account.capture(take);
        }
        return Settled.captured(take, actualMsat - take);
    }

    @Override
    public Settled release(ReservationId id, ReleaseCause cause) {
        Hold hold = holds.find(id);
        return hold == null ? Settled.unknown(0) : settling(hold, now -> releaseLocked(hold, cause, now));
    }

    private static Settled releaseLocked(Hold hold, ReleaseCause cause, long now) {
        boolean forgiven =
                cause != ReleaseCause.CLIENT_LEFT || hold.accounts().get(0).forgiveClientLeft();
        return forgiven ? Settled.released() : captureLocked(hold, hold.amountMsat(), now);
    }

    @Override
    public boolean topUp(AccountId account, Payment payment) {
        List<AccountId> touched = List.of(account, AccountId.of(payment.hash()));
        return locks.holding(touched, () -> {
            long now = clock.millis();
            DrawPlan plan = tables.plan(new Draw(account, payment), now);
            if (plan != null) {
                tables.commit(plan, now);
                tables.keep(plan.account(), now);
            }
            return plan != null;
        });
    }

    @Override
    public Optional<Balance> balance(AccountId account) {
        return locks.holding(
                account, () -> Optional.ofNullable(tables.paid(account)).map(found -> found.books(clock.millis())));
    }

    @Override
    public void close(Payment payment) {
        AccountId id = AccountId.of(payment.hash());
        locks.holding(id, () -> {
            long now = clock.millis();
            DrawPlan plan = tables.plan(new Draw(id, payment), now);
            if (plan != null) {
                tables.commit(plan, now);
                plan.account().close();
                tables.keep(plan.account(), now);
            }
            return id;
        });
    }

    @Override
    public boolean nearlyFull() {
        makeRoomIfTight();
        return tables.nearlyFull();
    }

    @Override
    public void close() {
        // No threads, no connections.
    }

    private void makeRoomIfTight() {
        if (tables.tight()) {
            tables.makeRoom(locks, clock.millis());
        }
    }

    private boolean whileRunning(ReservationId id, HoldTest test) {
        Hold hold = holds.find(id);
        return hold != null
                && locks.holding(touched(hold), () -> {
                    long now = clock.millis();
                    return hold.running(now) && test.test(hold, now);
                });
    }

    private Settled settling(Hold hold, LongFunction<Settled> how) {
        return locks.holding(touched(hold), () -> {
            Settled known = hold.end();
            if (known != null) {
                return known;
            }
            long now = clock.millis();
            Settled end = how.apply(now);
            hold.end(end);
            holds.remember(hold);
            letGo(hold, now);
            return end;
        });
    }

    private void letGo(Hold hold, long now) {
        for (Account account : hold.accounts()) {
            account.drop(hold);
            tables.keep(account, now);
        }
    }

    /** A reservation that nobody ended gave its money back when its lease ran out; long after that it goes too. */
    private boolean needed(Hold hold) {
        // Without the lock an end may not be seen yet, but none is seen that is not there.
        return hold.end() == null
                && locks.holding(touched(hold), () -> {
                    long now = clock.millis();
                    if (hold.lapsedBefore(now - LATE_CAPTURE_MILLIS)) {
                        hold.end(Settled.unknown(hold.amountMsat()));
                        letGo(hold, now);
                    }
                    return hold.end() == null;
                });
    }

    private static List<AccountId> touched(Hold hold) {
        List<Account> accounts = hold.accounts();
        return accounts.size() == 1
                ? List.of(accounts.get(0).id())
                : accounts.stream().map(Account::id).toList();
    }

    /** All accounts of a request, and those that its payments would open if they did not belong to another. */
    private static List<AccountId> touched(ReserveRequest request) {
        List<AccountId> touched = new ArrayList<>(request.draws().size());
        for (Draw draw : request.draws()) {
            touched.add(draw.account());
            if (draw.funding() instanceof Payment payment) {
                AccountId own = AccountId.of(payment.hash());
                if (!own.equals(draw.account())) {
                    touched.add(own);
                }
            }
        }
        return touched;
    }

    private interface HoldTest {
        boolean test(Hold hold, long now);
    }
}
