package org.l402.internal.http;

/** A credential that cannot be read. The message is for the client and quotes nothing. Carries no stack trace. */
public final class CredentialException extends Exception {
    private static final long serialVersionUID = 1L;

    public CredentialException(String message) {
        super(message);
    }

    /** @param reason whose message names the rule that was broken and quotes nothing */
    CredentialException(IllegalArgumentException reason) {
        super(reason.getMessage());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
