package org.l402;

/**
 * Learns what the engine does: the one source of metrics, sales records and receipts.
 *
 * <p>Called by request threads, so it must be quick and thread-safe. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface Listener {
    void on(Event event);
}
