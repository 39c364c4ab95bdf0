package org.l402.ledger;

import java.time.Duration;
import java.time.Instant;
import org.l402.invoice.PaymentHash;

/** Where the balance of an account comes from, told again with every draw: an account exists only once it is used. */
public sealed interface Funding {
    /**
     * Money. The first reserve or top-up that names a payment claims it: its amount is credited to one account, once, and
     * to no other ever after. The account lives until the latest of its payments expires and is never opened again.
     *
     * @param hash the claim
     * @param amountMsat what was paid, above zero
     * @param expiresAt when the token that stands for this payment expires, on the ledger's clock
     */
    record Payment(PaymentHash hash, long amountMsat, Instant expiresAt) implements Funding {
        public Payment {
            requirePositive(amountMsat);
        }
    }

    /**
     * A limit that a holder set: no money, but the same arithmetic. The account vanishes when nothing of it is held or
     * captured.
     */
    record Budget(long amountMsat, Instant expiresAt) implements Funding {
        public Budget {
            requirePositive(amountMsat);
        }
    }

    /**
     * So many free units in every period, which starts with the first use. Amounts of such an account count calls, not
     * millisatoshis.
     */
    record Quota(long units, Duration period) implements Funding {
        public Quota {
            requirePositive(units);
            requirePositive(period.toMillis());
        }
    }

    private static void requirePositive(long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("must be above zero: " + value);
        }
    }
}
