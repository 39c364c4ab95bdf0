package org.l402.testkit;

import org.l402.invoice.Preimage;

/** A wallet that pays. */
@FunctionalInterface
public interface Payer {
    /**
     * Pays an invoice and waits for the proof.
     *
     * @throws IllegalStateException if the payment fails
     */
    Preimage pay(String bolt11);
}
