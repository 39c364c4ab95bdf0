package org.l402;

import java.time.Duration;
import java.util.Optional;
import org.l402.invoice.ErrorKind;

/** Something that happened to money or to a request for it. Holds no secret. */
public sealed interface Event {
    /** Names the request in replies and logs. */
    String correlationId();

    /**
     * An invoice went out.
     *
     * @param amountMsat what it asks for
     * @param took time that the wallet needed
     */
    record Challenged(String correlationId, String offer, String paymentHash, long amountMsat, Duration took)
            implements Event {}

    /** A handler may run at a price; {@link Captured} or {@link Released} follows. */
    record Reserved(String correlationId, String offer, String paymentHash, long priceMsat) implements Event {}

    /** A handler may run for free. */
    record ServedFree(String correlationId, String offer) implements Event {}

    /**
     * A call was paid.
     *
     * @param shortfallMsat what could not be captured any more
     */
    record Captured(String correlationId, String offer, String paymentHash, long msat, long shortfallMsat)
            implements Event {}

    /** A call cost nothing, and its price is back on the balance. */
    record Released(String correlationId, String offer, String paymentHash, String why) implements Event {}

    /** A credential was no good. */
    record Refused(String correlationId, String offer, String why) implements Event {}

    /** A client was told to wait. */
    record Throttled(String correlationId, String offer, String why) implements Event {}

    /** A wallet failed. */
    record WalletFailed(String correlationId, String wallet, ErrorKind kind, String message) implements Event {}

    /**
     * The ledger failed.
     *
     * @param paymentHash of the charge that could not be ended; empty if none had begun
     */
    record LedgerFailed(String correlationId, String message, Optional<String> paymentHash) implements Event {}
}
