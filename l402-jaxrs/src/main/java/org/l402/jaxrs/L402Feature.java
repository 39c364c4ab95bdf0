package org.l402.jaxrs;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.l402.Catalog;
import org.l402.Charge;
import org.l402.Exchange;
import org.l402.L402;
import org.l402.Payment;

/**
 * Puts the prices of {@link org.l402.Priced} on resource classes and methods. Found by itself when it is on the class path;
 * registering it does no harm.
 *
 * <p>In a servlet container it decides, and {@code L402Filter} in front of it ends the charge; without that filter every
 * priced method answers 500, because nothing else there tells truly how a call ended. Elsewhere use {@link #standalone}.
 *
 * <p>Runs after authentication, at priority {@value #PRIORITY}; 404, 405, 406 and 415 come before the price, reading the
 * entity after it.
 */
public final class L402Feature implements DynamicFeature {
    /** Right after authorization. */
    public static final int PRIORITY = Priorities.AUTHORIZATION + 500;

    private final @Nullable L402 engine;
    private final @Nullable Function<ContainerRequestContext, String> addresses;

    /** Takes the engine of the filter in front. */
    public L402Feature() {
        this(null, null);
    }

    /**
     * As {@link #L402Feature()}, but checks every annotation against {@code engine} at start-up instead of at the first
     * request.
     */
    public L402Feature(L402 engine) {
        this(engine, null);
    }

    private L402Feature(@Nullable L402 engine, @Nullable Function<ContainerRequestContext, String> addresses) {
        this.engine = engine;
        this.addresses = addresses;
    }

    /**
     * For a JAX-RS server that is no servlet container; charges end when the entity is written.
     *
     * @param engine closed by the caller
     * @param addresses the numeric address of the client, for free quotas and throttling; empty if unknown, which gives
     *     nothing for free
     */
    public static L402Feature standalone(L402 engine, Function<ContainerRequestContext, String> addresses) {
        return new L402Feature(engine, addresses);
    }

    /** The verified payment of a request; empty if it is free or has no price. */
    public static Optional<Payment> payment(ContainerRequestContext request) {
        return charge(request).flatMap(Charge::payment);
    }

    /** The charge of a request; empty if it has no price. */
    public static Optional<Charge> charge(ContainerRequestContext request) {
        return exchange(request).flatMap(Exchange::charge);
    }

    static Optional<Exchange> exchange(ContainerRequestContext request) {
        return Optional.ofNullable((Exchange) request.getProperty(Exchange.ATTRIBUTE));
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        PricedResource.requireEffective(resource.getResourceClass());
        Optional<PricedResource> found = PricedResource.of(resource);
        if (found.isEmpty()) {
            context.register(new UnpricedGuard(resource), PRIORITY);
            return;
        }
        PricedResource priced = found.get();
        if (engine == null) {
            Catalog.validate(priced.annotation(), priced.source());
        } else {
            priced.offer(engine);
        }
        if (engine != null && addresses != null) {
            context.register(new StandaloneCharging(engine, addresses), StandaloneCharging.PRIORITY);
        }
        context.register(new PricedFilter(priced), PRIORITY);
    }
}
