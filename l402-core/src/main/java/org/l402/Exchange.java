package org.l402;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the adapters in front of one application share about one request, so that it is decided and charged once. The outer
 * adapter makes it and puts it into the request under {@link #ATTRIBUTE}; an inner one finds it there.
 */
public final class Exchange {
    /** Name of the servlet attribute or JAX-RS property. */
    public static final String ATTRIBUTE = "org.l402.exchange";

    private final L402 engine;
    private final RequestView view;
    private final boolean priceExpected;
    private volatile @Nullable Charge charge;

    /** @param priceExpected whether the seller expects a price that the outer adapter does not know of */
    public Exchange(L402 engine, RequestView view, boolean priceExpected) {
        this.engine = engine;
        this.view = view;
        this.priceExpected = priceExpected;
    }

    /** The engine that decides about this application. */
    public L402 engine() {
        return engine;
    }

    /** The request as the outer adapter sees it. */
    public RequestView view() {
        return view;
    }

    /** Whether an inner adapter must refuse the request if it does not put a price on it. */
    public boolean priceExpected() {
        return priceExpected;
    }

    /** The charge that the outer adapter ends; empty while nothing has put a price on the request. */
    public Optional<Charge> charge() {
        return Optional.ofNullable(charge);
    }

    /** Hands a charge to the outer adapter, which ends it. */
    public void charge(Charge decided) {
        charge = decided;
    }
}
