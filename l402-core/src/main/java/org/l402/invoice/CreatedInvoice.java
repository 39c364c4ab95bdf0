package org.l402.invoice;

import java.util.Optional;

/**
 * What a wallet answered; not yet believed.
 *
 * @param bolt11 the invoice
 * @param paymentHash the hash as the wallet states it beside the invoice, if it does; the two must agree
 * @param reference what the wallet needs to look the invoice up, if the payment hash is not enough
 */
public record CreatedInvoice(String bolt11, Optional<PaymentHash> paymentHash, Optional<String> reference) {}
