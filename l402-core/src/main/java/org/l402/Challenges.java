package org.l402;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.l402.Decision.Deny;
import org.l402.internal.token.Grant;
import org.l402.internal.token.Tariff;
import org.l402.internal.wallet.ChallengeThrottle;
import org.l402.internal.wallet.OpenInvoices;
import org.l402.internal.wallet.Wallet;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.Bolt11;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.ledger.AccountId;
import org.l402.ledger.Ledger;
import org.l402.macaroon.Macaroon;
import org.l402.price.Offer;
import org.l402.price.Price;

/** Answers 402, or why there is no invoice at the moment. Nothing is stored of a client that does not pay. */
final class Challenges {
    private static final Duration LEDGER_FULL_RETRY = Duration.ofMinutes(1);
    private static final Duration USUAL_RETRY = Duration.ofSeconds(5);

    private final Wallet wallet;
    private final Ledger ledger;
    private final TokenMinter minter;
    private final Limits limits;
    private final EngineSettings settings;
    private final Events events;
    private final Replies replies;

    /** What bounds the invoices that strangers can cause. */
    record Limits(ChallengeThrottle throttle, OpenInvoices open) {}

    Challenges(Parts parts, Wallet wallet, TokenMinter minter, Limits limits) {
        this.wallet = wallet;
        this.ledger = parts.ledger();
        this.minter = minter;
        this.limits = limits;
        this.settings = parts.settings();
        this.events = parts.events();
        this.replies = parts.replies();
    }

    /** Whether a payment to the wallet of this grant was one: those to a development wallet are only where it is used. */
    boolean honours(Grant grant) {
        String soldBy = grant.source().wallet();
        return !soldBy.equals(BackendTraits.DEVELOPMENT)
                || soldBy.equals(wallet.traits().name());
    }

    /** Why a client is asked to pay, and whether it has shown a token of ours. */
    record Why(Problem problem, String detail, boolean tokenHolder) {}

    /** Takes one challenge from the client's share; before anything that costs is done for it. */
    Optional<Deny> throttled(RequestContext context, AccountId client) {
        return limits.throttle().tryTake(client).map(wait -> {
            events.tell(
                    new Event.Throttled(context.correlationId(), context.offer().id(), "challenges"));
            return new Deny.Throttled(replies.retryLater(
                    context, Problem.TOO_MANY_CHALLENGES, "This client was given enough invoices; pay one.", wait));
        });
    }

    Deny challenge(RequestContext context, Why why, Tariff tariff) {
        if (ledger.nearlyFull()) {
            return new Deny.Unavailable(replies.retryLater(
                    context, Problem.LEDGER_FULL, "Tokens that were paid keep working.", LEDGER_FULL_RETRY));
        }
        Optional<Duration> wait = limits.open().tryTake(why.tokenHolder());
        if (wait.isPresent()) {
            events.tell(
                    new Event.Throttled(context.correlationId(), context.offer().id(), "open invoices"));
            return new Deny.Unavailable(replies.retryLater(
                    context, Problem.TOO_MANY_INVOICES, "Too many invoices wait for payment.", wait.get()));
        }
        return issue(context, why, tariff);
    }

    private Deny issue(RequestContext context, Why why, Tariff tariff) {
        Offer offer = context.offer();
        Price price = Price.msat(tariff.priceMsat());
        Price amount = wallet.traits().millisatoshis() ? price : price.roundedUpToSats();
        Instant start = settings.clock().instant();
        Wallet.Issued issued;
        try {
            issued = wallet.issue(new InvoiceRequest(
                    amount.msat(), offer.description(), settings.lives().invoice()));
        } catch (InvoiceBackendException e) {
            limits.open().failed();
            return unavailable(context, e);
        }
        Bolt11 invoice = issued.invoice();
        limits.open().issued(invoice.expiresAt());
        Duration took = Duration.between(start, settings.clock().instant());
        events.tell(new Event.Challenged(
                context.correlationId(), offer.id(), invoice.paymentHash().hex(), amount.msat(), took));
        return new Deny.Challenge(
                replies.challenge(context, why.problem(), why.detail(), quote(offer, issued, tariff)));
    }

    private Replies.Quote quote(Offer offer, Wallet.Issued issued, Tariff tariff) {
        Bolt11 invoice = issued.invoice();
        Grant grant = new Grant(
                offer.id(),
                offer.service(),
                invoice.amountMsat().orElseThrow(),
                tariff,
                new Grant.Source(wallet.traits().name(), issued.reference()),
                ledger.traits().id(),
                Optional.empty(),
                minter.expiry(invoice.expiresAt()));
        Macaroon token = minter.mint(invoice.paymentHash(), grant);
        return new Replies.Quote(offer, invoice, token, grant.expiresAt());
    }

    private Deny unavailable(RequestContext context, InvoiceBackendException e) {
        events.tell(new Event.WalletFailed(
                context.correlationId(), wallet.traits().name(), e.kind(), String.valueOf(e.getMessage())));
        return new Deny.Unavailable(replies.retryLater(
                context,
                Problem.WALLET_UNAVAILABLE,
                "Tokens that were paid keep working.",
                e.retryAfter().orElse(USUAL_RETRY)));
    }
}
