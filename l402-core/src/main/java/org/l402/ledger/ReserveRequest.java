package org.l402.ledger;

import java.time.Duration;
import java.util.List;

/**
 * Sets an amount aside on every one of some accounts, or on none.
 *
 * @param id unique; asking again with the same id gives the same answer and takes nothing more
 * @param amountMsat what is wanted from each account, at least zero
 * @param atLeastMsat what will do: the ledger reserves as much of {@code amountMsat} as every account has, but not less
 *     than this
 * @param lease how long the reservation holds unless it is renewed
 * @param draws the accounts, each at most once, at least one
 */
public record ReserveRequest(ReservationId id, long amountMsat, long atLeastMsat, Duration lease, List<Draw> draws) {
    public ReserveRequest {
        draws = List.copyOf(draws);
        if (draws.isEmpty() || atLeastMsat < 0 || atLeastMsat > amountMsat) {
            throw new IllegalArgumentException("nothing to draw from, or 0 <= atLeast <= amount does not hold");
        }
    }

    /** All of {@code amountMsat} or nothing, from one account. */
    public static ReserveRequest exactly(ReservationId id, long amountMsat, Duration lease, Draw draw) {
        return new ReserveRequest(id, amountMsat, amountMsat, lease, List.of(draw));
    }
}
