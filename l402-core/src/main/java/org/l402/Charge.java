package org.l402;

import java.util.Optional;
import org.l402.price.Offer;

/**
 * What one request costs, from the moment its handler may run until the answer has left. Thread-safe.
 *
 * <p>The adapter ends it by the outcome of the call: a delivered answer is paid, a failed one costs nothing. A handler may
 * end it earlier, with {@link #capture} or {@link #release}; the first end counts, later ones do nothing.
 */
public interface Charge {
    /** Names the charge in logs and at the ledger. */
    String id();

    /** The offer that is used. */
    Offer offer();

    /** What paid for it; empty if it is free. */
    Optional<Payment> payment();

    /** What the call costs, in millisatoshi; 0 if it is free. */
    long priceMsat();

    /** What the token could still spend when this call was reserved, in millisatoshi; 0 if it is free or not to be told. */
    long availableMsat();

    /**
     * Asks to deliver {@code units} more; call it before sending them. On an offer with a price per call every draw is
     * covered by the price.
     *
     * @return false if they must not be sent: the charge has ended or was lost. Nothing was drawn then
     */
    boolean draw(long units);

    /** Whether the reservation still stands: not ended, not lost by a lease that could not be renewed, not over its time. */
    boolean live();

    /** Ends the charge: the call is paid, whatever happens to it from here on. */
    void capture();

    /** Ends the charge: the call costs nothing, even if it succeeds. */
    void release();

    /**
     * Ends the charge by the outcome of the call; for adapters.
     *
     * @return an answer to send instead of a {@link Outcome#READY} one, if the charge was lost or the ledger failed
     */
    Optional<Reply> end(Outcome outcome);

    /** What the call cost, for the client. */
    Receipt receipt();

    /** How a call went, as an adapter sees it. */
    enum Outcome {
        /** A 2xx or 3xx answer is ready and nothing of it has left yet. */
        READY,
        /** A 2xx or 3xx answer was committed, however it ended after that. */
        DELIVERED,
        /** The handler failed, or answered 4xx or 5xx, and nothing else was committed before. */
        FAILED,
        /** The handler succeeded, but the client had left before anything was sent. */
        CLIENT_LEFT
    }
}
