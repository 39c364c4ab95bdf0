package org.l402.invoice;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wallet failed.
 *
 * <p>The message goes to the log: it says what failed in words that help the seller, and never holds a credential, a
 * preimage or a macaroon.
 */
public final class InvoiceBackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final @Nullable Duration retryAfter;

    public InvoiceBackendException(ErrorKind kind, String message) {
        this(kind, message, Optional.empty());
    }

    /** @param retryAfter when the wallet asked to be left alone until then */
    public InvoiceBackendException(ErrorKind kind, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter.orElse(null);
    }

    public ErrorKind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
