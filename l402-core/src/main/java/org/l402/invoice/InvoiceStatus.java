package org.l402.invoice;

import java.util.OptionalLong;

/**
 * What became of an invoice. Preimages are not part of it: those of unpaid invoices are a liability.
 *
 * @param state where it stands
 * @param paidMsat what arrived, if the wallet tells
 */
public record InvoiceStatus(State state, OptionalLong paidMsat) {
    /** The states of an invoice, common to all wallets. */
    public enum State {
        /** Not paid, and can still be. */
        OPEN,
        /** A payment is held but not settled. */
        ACCEPTED,
        /** Paid. */
        SETTLED,
        /** Can no longer be paid. */
        EXPIRED,
        CANCELED
    }

    public static InvoiceStatus of(State state) {
        return new InvoiceStatus(state, OptionalLong.empty());
    }

    public static InvoiceStatus settled(long paidMsat) {
        return new InvoiceStatus(State.SETTLED, OptionalLong.of(paidMsat));
    }
}
