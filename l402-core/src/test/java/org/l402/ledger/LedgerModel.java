package org.l402.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.Funding.Budget;
import org.l402.ledger.Funding.Payment;

/** What a ledger must answer, in the simplest way: nothing is ever forgotten, one thread, one map. No quotas. */
final class LedgerModel {
    private static final long LATE_MILLIS = Duration.ofHours(1).toMillis();

    private final Map<AccountId, Books> accounts = new HashMap<>();
    private final Map<PaymentHash, AccountId> claims = new HashMap<>();
    private Reservation latest;

    /** One account. */
    private static final class Books {
        private final List<Reservation> reservations = new ArrayList<>();
        private boolean budget;
        private boolean closed;
        private long expiresAt;
        private long credited;
        private long captured;
        private int clientLeft;

        private boolean usable(long now) {
            return !closed && expiresAt > now;
        }

        private long reserved(long now) {
            return reservations.stream()
                    .filter(each -> each.running(now))
                    .mapToLong(Reservation::amount)
                    .sum();
        }

        private long available(long now) {
            return usable(now) ? credited - captured - reserved(now) : 0;
        }
    }

    /** One reservation. */
    static final class Reservation {
        private final ReservationId id;
        private final List<Books> on = new ArrayList<>();
        private long amount;
        private long until;
        private Settled end;

        private Reservation(ReservationId id) {
            this.id = id;
        }

        ReservationId id() {
            return id;
        }

        long amount() {
            return amount;
        }

        private boolean running(long now) {
            return end == null && until > now;
        }
    }

    Reservation latest() {
        return latest;
    }

    Reserved reserve(ReserveRequest request, long now) {
        Optional<Reserved> refusal = refusal(request, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        long take = request.amountMsat();
        for (Draw draw : request.draws()) {
            take = Math.min(take, available(draw, now));
        }
        latest = new Reservation(request.id());
        latest.amount = take;
        latest.until = now + request.lease().toMillis();
        for (Draw draw : request.draws()) {
            Books books = opened(draw);
            books.reservations.add(latest);
            latest.on.add(books);
        }
        return new Reserved.Granted(take, latest.on.get(0).available(now));
    }

    /** Why a request is refused, but for a lack of room. */
    Optional<Reserved> refusal(ReserveRequest request, long now) {
        for (Draw draw : request.draws()) {
            if (refused(draw, now)) {
                return Optional.of(new Reserved.Closed(draw.account()));
            }
        }
        Reserved answer = null;
        for (Draw draw : request.draws()) {
            long available = available(draw, now);
            if (available + reserved(draw.account(), now) < request.atLeastMsat()) {
                return Optional.of(new Reserved.Exhausted(draw.account(), available));
            }
            if (available < request.atLeastMsat()) {
                answer = new Reserved.Busy(draw.account(), available);
            }
        }
        return Optional.ofNullable(answer);
    }

    private boolean refused(Draw draw, long now) {
        Books books = accounts.get(draw.account());
        boolean unusable = books != null && !books.usable(now);
        if (draw.funding() instanceof Payment payment) {
            AccountId claimant = claims.getOrDefault(payment.hash(), draw.account());
            return unusable || ended(payment, now) || !claimant.equals(draw.account());
        }
        return unusable || ((Budget) draw.funding()).expiresAt().toEpochMilli() <= now;
    }

    private long available(Draw draw, long now) {
        Books books = accounts.get(draw.account());
        long known = books == null ? 0 : books.available(now);
        if (draw.funding() instanceof Payment payment) {
            return known + (claims.containsKey(payment.hash()) ? 0 : payment.amountMsat());
        }
        return books == null ? ((Budget) draw.funding()).amountMsat() : known;
    }

    private long reserved(AccountId account, long now) {
        Books books = accounts.get(account);
        return books == null ? 0 : books.reserved(now);
    }

    private Books opened(Draw draw) {
        Books known = accounts.get(draw.account());
        Books books = known == null ? new Books() : known;
        accounts.put(draw.account(), books);
        if (draw.funding() instanceof Budget budget) {
            books.budget = true;
            books.credited = budget.amountMsat();
            books.expiresAt = budget.expiresAt().toEpochMilli();
        } else if (draw.funding() instanceof Payment payment
                && claims.putIfAbsent(payment.hash(), draw.account()) == null) {
            books.credited += payment.amountMsat();
            books.expiresAt = Math.max(books.expiresAt, payment.expiresAt().toEpochMilli());
        }
        return books;
    }

    boolean renew(Reservation at, Duration lease, long now) {
        boolean running = at.running(now);
        at.until = running ? now + lease.toMillis() : at.until;
        return running;
    }

    boolean extend(Reservation at, long more, long now) {
        boolean enough = at.running(now) && at.on.stream().allMatch(books -> books.available(now) >= more);
        at.amount += enough ? more : 0;
        return enough;
    }

    Settled capture(Reservation at, long actual, long now) {
        if (at.end == null) {
            boolean late = !at.running(now);
            long there = at.on.stream()
                    .mapToLong(books -> books.available(now))
                    .min()
                    .orElseThrow();
            long take = late ? Math.min(actual, there) : actual;
            at.on.forEach(books -> books.captured += take);
            end(at, Settled.captured(take, actual - take));
        }
        return at.end;
    }

    Settled release(Reservation at, ReleaseCause cause, long now) {
        if (at.end == null && cause == ReleaseCause.CLIENT_LEFT) {
            Books first = at.on.get(0);
            if (first.clientLeft == Ledger.CLIENT_LEFT_GRACE) {
                return capture(at, at.amount, now);
            }
            first.clientLeft++;
        }
        if (at.end == null) {
            end(at, Settled.released());
        }
        return at.end;
    }

    private static void end(Reservation at, Settled how) {
        at.end = how;
        at.on.forEach(books -> books.reservations.remove(at));
    }

    boolean topUp(AccountId account, Payment payment, long now) {
        Draw draw = new Draw(account, payment);
        boolean refused = refused(draw, now);
        if (!refused) {
            opened(draw);
        }
        return !refused;
    }

    void close(Payment payment, long now) {
        AccountId account = AccountId.of(payment.hash());
        if (topUp(account, payment, now)) {
            accounts.get(account).closed = true;
        }
    }

    Optional<Balance> balance(AccountId account, long now) {
        return Optional.ofNullable(accounts.get(account)).map(books -> {
            long reserved = books.reserved(now);
            long available = books.available(now);
            long forfeited = books.credited - books.captured - reserved - available;
            return new Balance(books.credited, books.captured, reserved, available, forfeited);
        });
    }

    /** Whether a request would put an account into the tables, and so may find no room. */
    boolean needsRoom(ReserveRequest request) {
        return request.draws().stream()
                .map(draw -> accounts.get(draw.account()))
                .anyMatch(books -> books == null || idle(books));
    }

    /** Whether a ledger may know nothing of an account any more. */
    boolean mayBeGone(AccountId account, long now) {
        Books books = accounts.get(account);
        return books == null || books.expiresAt <= now || idle(books);
    }

    private static boolean idle(Books books) {
        return books.budget
                && books.captured == 0
                && books.reservations.stream().allMatch(each -> each.end != null);
    }

    /** Whether an account that has expired is named with a payment that has not: a ledger may have forgotten the former. */
    boolean forgettable(AccountId account, Payment payment, long now) {
        Books books = accounts.get(account);
        return books != null && books.expiresAt <= now && !ended(payment, now);
    }

    /** Whether a ledger may have forgotten a reservation. */
    boolean forgettable(Reservation at, long now) {
        return at.end != null || at.until + LATE_MILLIS < now;
    }

    void forget(Reservation at) {
        if (at.end == null) {
            end(at, Settled.unknown(at.amount));
        }
    }

    private static boolean ended(Payment payment, long now) {
        return payment.expiresAt().toEpochMilli() <= now;
    }
}
