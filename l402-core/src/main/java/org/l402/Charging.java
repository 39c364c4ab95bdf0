package org.l402;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.l402.RunningCharge.Terms;
import org.l402.internal.token.VerifiedToken;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding;
import org.l402.ledger.Ledger;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;
import org.l402.price.FreeQuota;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reserves, renews and settles. Owns the engine's one scheduler thread. */
final class Charging implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);
    private static final Duration TICK = EngineSettings.LEASE.dividedBy(6);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final EngineSettings settings;
    private final Events events;
    private final Replies replies;
    private final Set<RunningCharge> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "l402-leases");
        thread.setDaemon(true);
        return thread;
    });

    Charging(Parts parts) {
        this.ledger = parts.ledger();
        this.settings = parts.settings();
        this.events = parts.events();
        this.replies = parts.replies();
        every(TICK, this::renewAll);
    }

    /** What became of an attempt to reserve: a charge, or the ledger's reason why not. */
    record Attempt(Optional<Charge> charge, Reserved answer) {}

    /** Reserves a price on the balance of a token and on its budgets. */
    Attempt reserve(RequestContext context, VerifiedToken token, long priceMsat) {
        Reserved answer = ledger.reserve(
                new ReserveRequest(context.id(), priceMsat, priceMsat, EngineSettings.LEASE, token.draws()));
        if (!(answer instanceof Reserved.Granted granted)) {
            return new Attempt(Optional.empty(), answer);
        }
        long told = token.budgeted() ? 0 : granted.availableMsat();
        Terms terms = terms(priceMsat, told, token.expiresAt().toEpochMilli());
        RunningCharge charge = started(context, Optional.of(new Payment(token)), terms);
        events.tell(() -> new Event.Reserved(
                charge.id(),
                charge.offer().id(),
                token.identifier().paymentHash().hex(),
                priceMsat));
        return new Attempt(Optional.of(charge), answer);
    }

    /** Takes one call of a free quota. */
    Optional<Charge> reserveFree(RequestContext context, AccountId client, FreeQuota quota) {
        Draw draw = new Draw(client, new Funding.Quota(quota.calls(), quota.period()));
        Reserved answer = ledger.reserve(ReserveRequest.exactly(context.id(), 1, EngineSettings.LEASE, draw));
        if (!(answer instanceof Reserved.Granted)) {
            return Optional.empty();
        }
        RunningCharge charge = started(context, Optional.empty(), terms(1, 0, Long.MAX_VALUE));
        events.tell(() -> new Event.ServedFree(charge.id(), charge.offer().id()));
        return Optional.of(charge);
    }

    private RunningCharge started(RequestContext context, Optional<Payment> payment, Terms terms) {
        RunningCharge charge = new RunningCharge(this, context, payment, terms);
        running.add(charge);
        return charge;
    }

    /** No answer outlives its token or the longest time that the seller allows. */
    private Terms terms(long reserved, long availableMsat, long tokenEndMillis) {
        long now = nowMillis();
        long latest = now + settings.lives().call().toMillis();
        return new Terms(reserved, availableMsat, now, Math.min(latest, tokenEndMillis));
    }

    Settled capture(RunningCharge charge) {
        return ledger.capture(charge.reservation(), charge.reserved());
    }

    Settled release(RunningCharge charge, ReleaseCause cause) {
        return ledger.release(charge.reservation(), cause);
    }

    boolean renew(RunningCharge charge) {
        return ledger.renew(charge.reservation(), EngineSettings.LEASE);
    }

    void forget(RunningCharge charge) {
        running.remove(charge);
    }

    long nowMillis() {
        return settings.clock().millis();
    }

    void tell(RunningCharge charge, Settled settled, Charge.Outcome outcome) {
        Payment payment = charge.payment().orElse(null);
        if (payment == null) {
            return;
        }
        if (settled.shortfallMsat() > 0) {
            events.tell(captured(charge, payment, settled));
        } else if (settled.state() == Settled.State.RELEASED) {
            events.tell(() -> released(charge, payment, outcome));
        } else {
            events.tell(() -> captured(charge, payment, settled));
        }
    }

    private static Event released(RunningCharge charge, Payment payment, Charge.Outcome outcome) {
        String hash = payment.paymentHash().hex();
        return new Event.Released(charge.id(), charge.offer().id(), hash, outcome.toString());
    }

    /** A shortfall is logged as a warning even if no listener is there. */
    private static Event captured(RunningCharge charge, Payment payment, Settled settled) {
        String hash = payment.paymentHash().hex();
        return new Event.Captured(
                charge.id(), charge.offer().id(), hash, settled.capturedMsat(), settled.shortfallMsat());
    }

    void ledgerFailed(RequestContext context, RuntimeException e, Optional<Payment> payment) {
        Optional<String> hash = payment.map(paid -> paid.paymentHash().hex());
        events.tell(new Event.LedgerFailed(context.correlationId(), String.valueOf(e.getMessage()), hash));
    }

    Reply ledgerFailedReply(RequestContext context) {
        return replies.retryLater(
                context,
                Problem.LEDGER_UNAVAILABLE,
                "Paid tokens are kept; the same request will work later.",
                COME_BACK);
    }

    Reply lostReply(RequestContext context) {
        return replies.retryLater(
                context, Problem.CHARGE_LOST, "The call took too long and cost nothing.", Duration.ofSeconds(1));
    }

    private void renewAll() {
        for (RunningCharge charge : running) {
            try {
                charge.renewIfDue();
            } catch (RuntimeException e) {
                // Whatever it is, the other charges must still be renewed.
                ledgerFailed(charge.context(), e, charge.payment());
            }
        }
    }

    /** Runs something again and again on the scheduler thread, first after one period. */
    void every(Duration period, Runnable task) {
        Future<?> untilClosed = scheduler.scheduleWithFixedDelay(
                () -> logged(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("Scheduled {} every {}", untilClosed, period);
    }

    /** A scheduled task that throws is never run again. */
    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A periodic task failed; it will be tried again", e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        try {
            scheduler.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
