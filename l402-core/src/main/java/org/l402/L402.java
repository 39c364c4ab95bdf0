package org.l402;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.l402.Decision.Allow;
import org.l402.Decision.Deny;
import org.l402.internal.token.Circumstances;
import org.l402.internal.wallet.Wallet;
import org.l402.price.Offer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which requests may run: the engine that adapters ask.
 *
 * <p>Make one with {@link #builder()}, give it to an adapter, and close it when the application ends; it owns its wallet
 * and its ledger from then on. Thread-safe, and immutable but for the offers that adapters find in annotations.
 *
 * <p>{@link #decide} never throws for client input, a dead wallet or a dead ledger.
 */
public final class L402 implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);
    private static final String OPTIONS = "OPTIONS";

    private final Engine engine;
    private final Clients clients;
    private final Parts parts;
    private final Catalog catalog;
    private final ReservationIds ids;
    private final List<AutoCloseable> owned;

    L402(Engine engine, Clients clients, Parts parts, Owned rest) {
        this.engine = engine;
        this.clients = clients;
        this.parts = parts;
        this.catalog = rest.catalog();
        this.ids = new ReservationIds(parts.settings().random());
        this.owned = List.of(rest.charging(), rest.wallet(), parts.ledger());
    }

    /** What else belongs to an engine. */
    record Owned(Catalog catalog, Charging charging, Wallet wallet) {}

    /** Starts a configuration. */
    public static L402Builder builder() {
        return new L402Builder();
    }

    /** Decides by the path rules. */
    public Decision decide(RequestView request) {
        List<String> paths = request.paths();
        Optional<Offer> offer = Optional.empty();
        for (String path : paths) {
            Optional<Offer> found = catalog.rules().find(request.method(), path);
            if (offer.isPresent() && found.isPresent() && !offer.equals(found)) {
                return ambiguous(request, offer.get());
            }
            offer = offer.isPresent() ? offer : found;
        }
        return offer.isPresent() ? decide(request, offer.get()) : new Allow.Unpriced();
    }

    /**
     * Decides for an offer that the adapter knows.
     *
     * @param offer as {@link #catalog()} returned it
     */
    public Decision decide(RequestView request, Offer offer) {
        if (request.method().equals(OPTIONS)) {
            return new Allow.Unpriced();
        }
        RequestContext context = context(request, offer);
        try {
            return engine.decide(context);
        } catch (RuntimeException e) {
            LOG.error("Could not decide, so refused [{}]", context.correlationId(), e);
            return new Deny.Unavailable(parts.replies()
                    .retryLater(
                            context,
                            Problem.INTERNAL,
                            "Something is broken on the server; nothing was charged.",
                            Duration.ofSeconds(5)));
        }
    }

    /** What is for sale. */
    public Catalog catalog() {
        return catalog;
    }

    /** Ends every thread, and closes the wallet and the ledger. Charges that run are left to their leases. */
    @Override
    public void close() {
        for (AutoCloseable part : owned) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("Could not close {}", part.getClass().getName(), e);
            }
        }
        RecordCaches.forgetThisApplication();
    }

    private Decision ambiguous(RequestView request, Offer offer) {
        RequestContext context = context(request, offer);
        return new Deny.Refused(parts.replies()
                .refusal(context, Problem.AMBIGUOUS_PATH, "Write the path without empty or relative segments."));
    }

    private RequestContext context(RequestView request, Offer offer) {
        EngineSettings settings = parts.settings();
        Instant now = settings.clock().instant();
        Circumstances circumstances =
                new Circumstances(offer, request.method(), request.paths(), () -> clients.address(request), now);
        return new RequestContext(request, ids.next(), circumstances);
    }
}
