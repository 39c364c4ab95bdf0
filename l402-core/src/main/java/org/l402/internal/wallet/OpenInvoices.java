package org.l402.internal.wallet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Caps the invoices that are out and not expired, whoever asked for them: strangers must not grow the wallet's list
 * without bound. The last tenth is kept for holders of valid tokens. Thread-safe.
 */
public final class OpenInvoices {
    private static final int KEPT_SHARE = 10;
    private static final Duration WHILE_ALL_ARE_BEING_MADE = Duration.ofSeconds(1);

    private final int max;
    private final InstantSource clock;
    private final PriorityQueue<Instant> expiries = new PriorityQueue<>();
    private int beingMade;

    public OpenInvoices(int max, InstantSource clock) {
        this.max = max;
        this.clock = clock;
    }

    /**
     * Takes a place for an invoice that is about to be made; if there is none, how long until there is. {@link #issued} or
     * {@link #failed} must follow.
     *
     * @param tokenHolder whether the client has shown a token of ours
     */
    public synchronized Optional<Duration> tryTake(boolean tokenHolder) {
        Instant now = clock.instant();
        Instant first = expiries.peek();
        while (first != null && !first.isAfter(now)) {
            expiries.poll();
            first = expiries.peek();
        }
        int limit = tokenHolder ? max : max - max / KEPT_SHARE;
        if (expiries.size() + beingMade >= limit) {
            return Optional.of(first == null ? WHILE_ALL_ARE_BEING_MADE : Duration.between(now, first));
        }
        beingMade++;
        return Optional.empty();
    }

    /** The invoice was made and keeps its place until then. */
    public synchronized void issued(Instant expiresAt) {
        beingMade--;
        expiries.add(expiresAt);
    }

    /** The invoice was not made; its place is free again. */
    public synchronized void failed() {
        beingMade--;
    }
}
