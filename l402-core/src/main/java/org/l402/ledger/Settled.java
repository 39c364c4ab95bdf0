package org.l402.ledger;

/**
 * How a reservation ended. Asking twice gives the same answer twice.
 *
 * @param state the end
 * @param capturedMsat what the seller earned
 * @param shortfallMsat what the seller should have earned but the balance no longer had (a capture after the lease)
 */
public record Settled(State state, long capturedMsat, long shortfallMsat) {
    /** The ends of a reservation. */
    public enum State {
        CAPTURED,
        RELEASED,
        /** The ledger knows no such reservation, or has forgotten how it ended. */
        UNKNOWN
    }

    public static Settled captured(long msat, long shortfallMsat) {
        return new Settled(State.CAPTURED, msat, shortfallMsat);
    }

    public static Settled released() {
        return new Settled(State.RELEASED, 0, 0);
    }

    public static Settled unknown(long shortfallMsat) {
        return new Settled(State.UNKNOWN, 0, shortfallMsat);
    }
}
