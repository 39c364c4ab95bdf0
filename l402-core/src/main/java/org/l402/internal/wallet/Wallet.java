package org.l402.internal.wallet;

import java.util.Optional;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.Bolt11;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;

/** An invoice backend behind its time limit and its guard. Thread-safe. */
public final class Wallet implements AutoCloseable {
    private static final int MAX_REFERENCE = 200;

    private final InvoiceBackend backend;
    private final BackendTraits traits;
    private final WalletCaller caller;
    private final InvoiceGuard guard;

    public Wallet(InvoiceBackend backend, WalletCaller caller, InvoiceGuard guard) {
        this.backend = backend;
        this.traits = backend.traits();
        this.caller = caller;
        this.guard = guard;
    }

    /**
     * An invoice that passed the guard.
     *
     * @param reference the wallet's own name for it, if the payment hash is not enough
     */
    public record Issued(Bolt11 invoice, Optional<String> reference) {}

    public BackendTraits traits() {
        return traits;
    }

    /** @throws InvoiceBackendException if there is no good invoice in time */
    public Issued issue(InvoiceRequest request) {
        CreatedInvoice created = caller.call(() -> backend.create(request));
        Bolt11 invoice = guard.check(created, request);
        created.reference().ifPresent(Wallet::requirePrintable);
        return new Issued(invoice, created.reference());
    }

    @Override
    public void close() {
        caller.close();
        backend.close();
    }

    /** The reference becomes part of the grant, where {@code ;} separates fields. */
    private static void requirePrintable(String reference) {
        if (reference.length() > MAX_REFERENCE || !reference.matches("[!-:<-~]+")) {
            throw new InvoiceBackendException(
                    ErrorKind.INVALID_INVOICE, "the wallet's reference for the invoice cannot stand in a token");
        }
    }
}
