package org.l402.invoice;

/** Text that is no valid BOLT 11 invoice; the message says which rule it breaks. */
public final class Bolt11FormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public Bolt11FormatException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
