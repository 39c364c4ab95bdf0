package org.l402.macaroon;

/**
 * Bytes that are no macaroon, or one beyond the limits of {@link Macaroon}.
 *
 * <p>The message names the rule that was broken and never quotes the bytes. Carries no stack trace: strangers cause it.
 */
public final class MacaroonFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public MacaroonFormatException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
