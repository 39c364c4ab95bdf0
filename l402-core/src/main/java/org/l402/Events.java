package org.l402;

import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners, and the log what a seller should see without one. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);

    private final List<Listener> listeners;

    Events(List<Listener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** For what happens at every paid call: the event is made only if there is somebody to see it. */
    void tell(Supplier<Event> event) {
        if (!listeners.isEmpty() || LOG.isDebugEnabled()) {
            tell(event.get());
        }
    }

    void tell(Event event) {
        log(event);
        for (Listener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.warn("A listener failed on {}", event, e);
            }
        }
    }

    private static void log(Event event) {
        if (event instanceof Event.WalletFailed failed) {
            LOG.warn(
                    "Wallet {} failed, {}: {} [{}]",
                    failed.wallet(),
                    failed.kind(),
                    failed.message(),
                    failed.correlationId());
        } else if (event instanceof Event.LedgerFailed failed) {
            LOG.error("Ledger failed: {} [{}]", failed.message(), failed.correlationId());
        } else if (event instanceof Event.Captured captured && captured.shortfallMsat() > 0) {
            LOG.warn("Captured {} msat too little: {}", captured.shortfallMsat(), captured);
        } else {
            LOG.debug("{}", event);
        }
    }
}
