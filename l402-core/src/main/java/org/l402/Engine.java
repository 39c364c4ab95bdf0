package org.l402;

import java.time.Duration;
import java.util.Optional;
import org.l402.Challenges.Why;
import org.l402.Decision.Allow;
import org.l402.Decision.Deny;
import org.l402.internal.http.CredentialException;
import org.l402.internal.http.Credentials;
import org.l402.internal.token.PresentedToken;
import org.l402.internal.token.Rejection;
import org.l402.internal.token.Tariff;
import org.l402.internal.token.TokenVerifier;
import org.l402.internal.token.Verification;
import org.l402.internal.token.VerifiedToken;
import org.l402.ledger.LedgerException;
import org.l402.ledger.Reserved;
import org.l402.price.FreeQuota;

/** Decides about one request that has a price. */
final class Engine {
    private static final Duration BUSY_RETRY = Duration.ofSeconds(1);

    private final TokenVerifier verifier;
    private final RequestPricing pricing;
    private final Charging charging;
    private final Challenges challenges;
    private final Clients clients;
    private final Parts parts;

    Engine(Parts parts, TokenVerifier verifier, Selling selling, Clients clients) {
        this.parts = parts;
        this.verifier = verifier;
        this.pricing = selling.pricing();
        this.charging = selling.charging();
        this.challenges = selling.challenges();
        this.clients = clients;
    }

    /** The three steps of a sale. */
    record Selling(RequestPricing pricing, Charging charging, Challenges challenges) {}

    Decision decide(RequestContext context) {
        try {
            Optional<PresentedToken> presented = Credentials.read(context.view()::headers);
            return presented.isPresent() ? withToken(context, presented.get()) : withoutToken(context);
        } catch (CredentialException e) {
            return refused(context, Problem.MALFORMED_CREDENTIAL, String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            return refused(context, e.problem(), e.detail());
        } catch (LedgerException e) {
            charging.ledgerFailed(context, e, Optional.empty());
            return new Deny.Unavailable(charging.ledgerFailedReply(context));
        }
    }

    private Decision withToken(RequestContext context, PresentedToken presented) throws RefusedException {
        Verification verification = verifier.verify(presented, context.circumstances());
        if (verification instanceof Verification.Rejected rejected) {
            return rejected(context, rejected.reason(), Optional.empty());
        }
        VerifiedToken token = ((Verification.Accepted) verification).token();
        if (!token.grant().ledgerId().equals(parts.ledger().traits().id())) {
            return rejected(context, Rejection.OTHER_LEDGER, Optional.empty());
        }
        if (!challenges.honours(token.grant())) {
            return rejected(context, Rejection.OTHER_WALLET, Optional.empty());
        }
        Tariff tariff = pricing.quote(context, token.grant());
        return tariff.priceMsat() == 0 ? gratis(context) : charge(context, token, tariff);
    }

    private Decision charge(RequestContext context, VerifiedToken token, Tariff tariff) throws RefusedException {
        Charging.Attempt attempt = charging.reserve(context, token, tariff.priceMsat());
        if (attempt.charge().isPresent()) {
            return new Allow.Paid(attempt.charge().get());
        }
        Reserved answer = attempt.answer();
        if (answer instanceof Reserved.Busy) {
            return throttled(context);
        }
        if (answer instanceof Reserved.Full) {
            return new Deny.Unavailable(charging.ledgerFailedReply(context));
        }
        return rejected(context, reason(answer, token), Optional.of(tariff));
    }

    private static Rejection reason(Reserved answer, VerifiedToken token) {
        if (!(answer instanceof Reserved.Exhausted exhausted)) {
            return Rejection.CLOSED;
        }
        boolean own = exhausted.account().equals(token.draws().get(0).account());
        return own ? Rejection.EXHAUSTED : Rejection.BUDGET_EXHAUSTED;
    }

    /** A token that does not pay is answered by a challenge: clients that pay by themselves do so on 402 only. */
    private Decision rejected(RequestContext context, Rejection reason, Optional<Tariff> known)
            throws RefusedException {
        parts.events()
                .tell(new Event.Refused(context.correlationId(), context.offer().id(), reason.name()));
        if (reason.forged() && parts.settings().strict401()) {
            return new Deny.Refused(parts.replies().refusal(context, Problem.INVALID_CREDENTIAL, reason.detail()));
        }
        return challenge(context, new Why(Problem.challenging(reason), reason.detail(), !reason.forged()), known);
    }

    private Decision withoutToken(RequestContext context) throws RefusedException {
        Optional<FreeQuota> quota = context.offer().free();
        if (quota.isPresent() && context.client().isPresent()) {
            Optional<Charge> free = charging.reserveFree(context, clients.quotaOf(context), quota.get());
            if (free.isPresent()) {
                return new Allow.Free(free.get());
            }
        }
        String detail = "Pay the invoice, then send the same request with the credential.";
        return challenge(context, new Why(Problem.PAYMENT_REQUIRED, detail, false), Optional.empty());
    }

    private Decision challenge(RequestContext context, Why why, Optional<Tariff> known) throws RefusedException {
        Optional<Deny> throttled = challenges.throttled(context, clients.throttleOf(context));
        if (throttled.isPresent()) {
            return throttled.get();
        }
        Tariff tariff = known.isPresent() ? known.get() : pricing.quote(context);
        return tariff.priceMsat() == 0 ? gratis(context) : challenges.challenge(context, why, tariff);
    }

    private static Decision gratis(RequestContext context) {
        return new Allow.Free(new GratisCharge(context));
    }

    private Decision throttled(RequestContext context) {
        parts.events()
                .tell(new Event.Throttled(
                        context.correlationId(), context.offer().id(), "balance in use"));
        return new Deny.Throttled(parts.replies()
                .retryLater(
                        context,
                        Problem.CHARGE_IN_PROGRESS,
                        "Another request holds this balance; do not pay again, retry.",
                        BUSY_RETRY));
    }

    private Decision refused(RequestContext context, Problem problem, String detail) {
        parts.events()
                .tell(new Event.Refused(context.correlationId(), context.offer().id(), problem.name()));
        return problem.status() == 503
                ? new Deny.Unavailable(parts.replies().retryLater(context, problem, detail, BUSY_RETRY))
                : new Deny.Refused(parts.replies().refusal(context, problem, detail));
    }
}
