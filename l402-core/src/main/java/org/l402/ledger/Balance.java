package org.l402.ledger;

/**
 * The books of one account. At every instant {@code credited = captured + reserved + available + forfeited}.
 *
 * @param creditedMsat all payments claimed for it (opening and top-ups)
 * @param capturedMsat earned by the seller
 * @param reservedMsat set aside for requests in flight
 * @param availableMsat free to be reserved
 * @param forfeitedMsat left over when it expired or was closed
 */
public record Balance(
        long creditedMsat, long capturedMsat, long reservedMsat, long availableMsat, long forfeitedMsat) {}
