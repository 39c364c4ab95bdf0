package org.l402.invoice;

import java.time.Duration;

/**
 * The invoice that the engine wants.
 *
 * @param amountMsat above zero; whole satoshis for a wallet that takes no less
 * @param memo what the payer reads, ASCII, at most 100 characters
 * @param expiry how long it can be paid, whole seconds
 */
public record InvoiceRequest(long amountMsat, String memo, Duration expiry) {}
