package org.l402.invoice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a BOLT 11 invoice says, read strictly and with its signature checked.
 *
 * <p>Holding one means that the text was well-formed, complete (payment hash, payment secret, description) and signed by
 * {@link #payee()}. It does not mean that the invoice is the one that was asked for: see the invoice guard.
 *
 * <p>Immutable.
 *
 * @param text the invoice in lower case, without a {@code lightning:} prefix
 * @param network the network in its prefix
 * @param amountMsat the amount in millisatoshi; empty if the payer may choose
 * @param paymentHash field {@code p}
 * @param payee the node that signed: field {@code n}, or the key recovered from the signature
 * @param timestamp when it was made
 * @param expiry how long it can be paid from then on; 3600 s if not stated
 * @param description what it is for, or its hash
 */
public record Bolt11(
        String text,
        Network network,
        OptionalLong amountMsat,
        PaymentHash paymentHash,
        NodeId payee,
        Instant timestamp,
        Duration expiry,
        Description description) {
    /** The most characters that are read. */
    public static final int MAX_LENGTH = 4096;

    /**
     * Reads an invoice.
     *
     * @param text with or without {@code lightning:}, all upper or all lower case
     * @throws Bolt11FormatException if any rule of BOLT 11 is broken
     */
    public static Bolt11 parse(String text) {
        return Bolt11Parser.parse(text);
    }

    /** When it can no longer be paid. */
    public Instant expiresAt() {
        return timestamp.plus(expiry);
    }

    /**
     * Field {@code d} or {@code h}; exactly one is present.
     *
     * @param text the description itself
     * @param hash its SHA-256, in hexadecimal
     */
    public record Description(Optional<String> text, Optional<String> hash) {}
}
