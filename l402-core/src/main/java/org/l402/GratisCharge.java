package org.l402;

import java.util.Optional;
import org.l402.price.Offer;

/** The charge of a request whose computed price is zero: nothing is reserved, so nothing can fail. */
final class GratisCharge implements Charge {
    private final RequestContext context;

    GratisCharge(RequestContext context) {
        this.context = context;
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
        return Optional.empty();
    }

    @Override
    public long priceMsat() {
        return 0;
    }

    @Override
    public long availableMsat() {
        return 0;
    }

    @Override
    public boolean draw(long units) {
        return true;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public void capture() {
        // Nothing is owed.
    }

    @Override
    public void release() {
        // Nothing is owed.
    }

    @Override
    public Optional<Reply> end(Outcome outcome) {
        return Optional.empty();
    }

    @Override
    public Receipt receipt() {
        return new Receipt(id(), offer().id(), Optional.empty(), 0);
    }
}
