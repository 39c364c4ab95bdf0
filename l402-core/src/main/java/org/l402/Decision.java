package org.l402;

import java.util.List;
import org.l402.Reply.Header;

/** Whether a request may run its handler. */
public sealed interface Decision {
    /** The handler runs. */
    sealed interface Allow extends Decision {
        /** Nothing is asked for this request. */
        record Unpriced() implements Allow {}

        /** The request has a price, and it is taken care of. */
        sealed interface Priced extends Allow {
            /** What the adapter must end when the call is over. */
            Charge charge();

            /** Headers to set before the handler runs. It may overwrite them, but see {@link PrivateCaching}. */
            List<Header> headers();
        }

        /** Within the free quota, or at a computed price of zero. */
        record Free(Charge charge) implements Priced {
            @Override
            public List<Header> headers() {
                return List.of(Headers.PRIVATE, new Header(Headers.CORRELATION_ID, charge.id()));
            }
        }

        /** Paid for; the price is reserved. */
        record Paid(Charge charge) implements Priced {
            private static final long MSAT_PER_SAT = 1000;

            /** Whole satoshis: what is left rounded down, what is reserved rounded up. */
            @Override
            public List<Header> headers() {
                long balance = charge.availableMsat() / MSAT_PER_SAT;
                long reserved = (charge.priceMsat() + MSAT_PER_SAT - 1) / MSAT_PER_SAT;
                return List.of(
                        Headers.PRIVATE,
                        new Header(Headers.CORRELATION_ID, charge.id()),
                        new Header(Headers.BALANCE, Long.toString(balance)),
                        new Header(Headers.RESERVED, Long.toString(reserved)));
            }
        }
    }

    /** The handler does not run; the reply is sent instead. */
    sealed interface Deny extends Decision {
        /** The finished answer. */
        Reply reply();

        /** 402: pay this invoice and come back. */
        record Challenge(Reply reply) implements Deny {}

        /** 400, 401 or 413: paying would not help. */
        record Refused(Reply reply) implements Deny {}

        /** 429: wait. */
        record Throttled(Reply reply) implements Deny {}

        /** 503: the wallet or the ledger does not answer. */
        record Unavailable(Reply reply) implements Deny {}
    }
}
