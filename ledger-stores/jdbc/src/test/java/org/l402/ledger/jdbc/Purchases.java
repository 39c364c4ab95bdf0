package org.l402.ledger.jdbc;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Budget;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Funding.Quota;
import org.l402.ledger.Ledger;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/** Payments and calls for tests, no two alike. */
final class Purchases {
    static final Duration LEASE = Duration.ofSeconds(30);

    private final AtomicLong sequence = new AtomicLong();
    private final Instant expiry;

    Purchases(Instant expiry) {
        this.expiry = expiry;
    }

    ReservationId id() {
        return new ReservationId(11, sequence.incrementAndGet());
    }

    Payment payment(long msat) {
        return new Payment(hash(), msat, expiry);
    }

    Draw budget(long msat) {
        return new Draw(AccountId.of(hash()), new Budget(msat, expiry));
    }

    Draw quota(long calls, Duration period) {
        return new Draw(AccountId.of(hash()), new Quota(calls, period));
    }

    private PaymentHash hash() {
        byte[] bytes = new byte[PaymentHash.LENGTH];
        ByteBuffer.wrap(bytes).putLong(sequence.incrementAndGet() * 0x9e3779b97f4a7c15L);
        return PaymentHash.of(bytes);
    }

    static Draw own(Payment payment) {
        return new Draw(account(payment), payment);
    }

    static AccountId account(Payment payment) {
        return AccountId.of(payment.hash());
    }

    Reserved reserve(Ledger ledger, long msat, Draw... draws) {
        return ledger.reserve(new ReserveRequest(id(), msat, msat, LEASE, List.of(draws)));
    }

    ReservationId reserved(Ledger ledger, long msat, Draw... draws) {
        ReservationId id = id();
        Reserved answer = ledger.reserve(new ReserveRequest(id, msat, msat, LEASE, List.of(draws)));
        if (!(answer instanceof Reserved.Granted)) {
            throw new AssertionError("refused: " + answer);
        }
        return id;
    }

    /** A paid call on an account of its own. */
    void sell(Ledger ledger, long msat) {
        Settled end = ledger.capture(reserved(ledger, msat, own(payment(msat))), msat);
        if (!end.equals(Settled.captured(msat, 0))) {
            throw new AssertionError("not captured: " + end);
        }
    }
}
