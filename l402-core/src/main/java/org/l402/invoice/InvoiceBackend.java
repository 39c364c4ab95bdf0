package org.l402.invoice;

import java.util.Optional;

/**
 * A wallet that makes invoices. It knows nothing of tokens, prices or HTTP requests.
 *
 * <p>Both calls block; the engine runs them on its own threads behind a time limit and interrupts a call that takes too
 * long, so an implementation must end soon after an interrupt. Thread-safe. Prove an implementation with
 * {@code InvoiceBackendContract} of the testkit.
 */
public interface InvoiceBackend extends AutoCloseable {
    /** What this wallet is and can do; does not change while it is open and costs nothing to ask. */
    BackendTraits traits();

    /**
     * Makes one new invoice. Safe to repeat: an invoice that nobody pays expires.
     *
     * @throws InvoiceBackendException if there is none
     */
    CreatedInvoice create(InvoiceRequest request);

    /**
     * What became of an invoice.
     *
     * @param hash its payment hash
     * @param reference what {@link CreatedInvoice#reference} was, if anything
     * @throws InvoiceBackendException if the wallet does not answer; {@link ErrorKind#NOT_FOUND} if it knows no such invoice
     */
    InvoiceStatus lookup(PaymentHash hash, Optional<String> reference);

    /** Ends its threads and connections. */
    @Override
    void close();
}
