package org.l402.price;

/**
 * Computes a price from declared inputs of a request.
 *
 * <p>Called by many threads. Must give the same price for the same inputs as long as the seller does not change prices;
 * a price of zero lets the request pass for free.
 */
@FunctionalInterface
public interface PriceFunction {
    /**
     * @throws IllegalArgumentException if the client sent inputs that have no price; the client gets 400 with the message.
     *     Any other exception is the seller's mistake: the client gets 503, the log the exception
     */
    Price price(PriceInputs inputs);
}
