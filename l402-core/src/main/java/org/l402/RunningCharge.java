package org.l402;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Settled;
import org.l402.price.Offer;

/** A charge with a reservation at the ledger. */
final class RunningCharge implements Charge {
    private enum State {
        OPEN,
        CAPTURED,
        RELEASED
    }

    private final Charging charging;
    private final RequestContext context;
    private final Optional<Payment> payment;
    private final Terms terms;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile long leaseUntil;

    /**
     * What was reserved.
     *
     * @param reserved at the ledger: millisatoshi, or calls of a free quota
     * @param availableMsat left to other requests
     * @param startedMillis when, since 1970
     * @param deadlineMillis when the answer must be out, since 1970
     */
    record Terms(long reserved, long availableMsat, long startedMillis, long deadlineMillis) {}

    RunningCharge(Charging charging, RequestContext context, Optional<Payment> payment, Terms terms) {
        this.charging = charging;
        this.context = context;
        this.payment = payment;
        this.terms = terms;
        this.leaseUntil = terms.startedMillis() + EngineSettings.LEASE.toMillis();
    }

    @Override
    public String id() {
        return context.correlationId();
    }

    @Override
    public Offer offer() {
        return context.offer();
    }

    @Override
    public Optional<Payment> payment() {
        return payment;
    }

    @Override
    public long priceMsat() {
        return payment.isPresent() ? terms.reserved() : 0;
    }

    @Override
    public long availableMsat() {
        return terms.availableMsat();
    }

    @Override
    public boolean draw(long units) {
        if (units < 0) {
            throw new IllegalArgumentException("drew a negative number of units: " + units);
        }
        return live();
    }

    @Override
    public boolean live() {
        long now = charging.nowMillis();
        return state.get() == State.OPEN && now < leaseUntil && now < terms.deadlineMillis();
    }

    @Override
    public void capture() {
        end(Outcome.DELIVERED);
    }

    @Override
    public void release() {
        end(Outcome.FAILED);
    }

    @Override
    public Optional<Reply> end(Outcome outcome) {
        boolean lost = outcome == Outcome.READY && state.get() == State.OPEN && !live();
        boolean captures = !lost && (outcome == Outcome.READY || outcome == Outcome.DELIVERED);
        if (!state.compareAndSet(State.OPEN, captures ? State.CAPTURED : State.RELEASED)) {
            return Optional.empty();
        }
        charging.forget(this);
        try {
            Settled settled = captures ? charging.capture(this) : charging.release(this, cause(outcome));
            charging.tell(this, settled, outcome);
            return lost ? Optional.of(charging.lostReply(context)) : Optional.empty();
        } catch (RuntimeException e) {
            // Not only LedgerException: whatever a ledger throws must not take the place of the seller's own exception.
            charging.ledgerFailed(context, e, payment);
            return outcome == Outcome.READY ? Optional.of(charging.ledgerFailedReply(context)) : Optional.empty();
        }
    }

    @Override
    public Receipt receipt() {
        long cost = state.get() == State.RELEASED ? 0 : priceMsat();
        return new Receipt(id(), offer().id(), payment.map(p -> p.paymentHash().hex()), cost);
    }

    ReservationId reservation() {
        return context.id();
    }

    RequestContext context() {
        return context;
    }

    long reserved() {
        return terms.reserved();
    }

    /** Prolongs the lease if a third of it has passed; called by the one thread that does so. */
    void renewIfDue() {
        long now = charging.nowMillis();
        boolean due = leaseUntil - now < EngineSettings.LEASE.toMillis() * 2 / 3;
        if (due && live() && charging.renew(this)) {
            leaseUntil = now + EngineSettings.LEASE.toMillis();
        }
    }

    private static ReleaseCause cause(Outcome outcome) {
        return outcome == Outcome.CLIENT_LEFT ? ReleaseCause.CLIENT_LEFT : ReleaseCause.NOT_DELIVERED;
    }
}
