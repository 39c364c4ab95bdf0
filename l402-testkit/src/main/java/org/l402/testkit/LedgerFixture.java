package org.l402.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.AccountId;
import org.l402.ledger.Balance;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding;
import org.l402.ledger.Funding.Budget;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Funding.Quota;
import org.l402.ledger.Ledger;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;

/** What the parts of {@link LedgerContract} share. */
abstract class LedgerFixture {
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration LIFE = Duration.ofHours(1);

    private final AtomicLong sequence = new AtomicLong();
    LedgerHarness harness;
    Ledger ledger;

    /** A harness around an empty ledger. */
    protected abstract LedgerHarness harness();

    @BeforeEach
    void open() {
        harness = harness();
        ledger = harness.ledger();
    }

    @AfterEach
    void closeHarness() {
        harness.close();
    }

    static void requireBalanced(Balance books) {
        assertThat(books.capturedMsat() + books.reservedMsat() + books.availableMsat() + books.forfeitedMsat())
                .isEqualTo(books.creditedMsat());
    }

    ReservationId reserved(long msat, Draw... draws) {
        ReservationId id = next();
        assertThat(reserve(id, msat, draws)).isInstanceOf(Reserved.Granted.class);
        return id;
    }

    Reserved reserve(ReservationId id, long msat, Draw... draws) {
        Reserved answer = ledger.reserve(new ReserveRequest(id, msat, msat, LEASE, List.of(draws)));
        for (Draw draw : draws) {
            ledger.balance(draw.account()).ifPresent(LedgerFixture::requireBalanced);
        }
        return answer;
    }

    Balance books(Payment payment) {
        Balance books = ledger.balance(account(payment)).orElseThrow();
        requireBalanced(books);
        return books;
    }

    ReservationId next() {
        return new ReservationId(7, sequence.incrementAndGet());
    }

    PaymentHash hash() {
        byte[] bytes = new byte[PaymentHash.LENGTH];
        java.nio.ByteBuffer.wrap(bytes).putLong(sequence.incrementAndGet() * 0x9e3779b97f4a7c15L);
        return PaymentHash.of(bytes);
    }

    Payment payment(long msat) {
        return new Payment(hash(), msat, harness.now().plus(LIFE));
    }

    Draw budget(long msat) {
        return new Draw(AccountId.of(hash()), new Budget(msat, harness.now().plus(LIFE)));
    }

    Draw quota(long calls) {
        return new Draw(AccountId.of(hash()), new Quota(calls, Duration.ofHours(1)));
    }

    static Draw own(Payment payment) {
        return new Draw(account(payment), (Funding) payment);
    }

    static AccountId account(Payment payment) {
        return AccountId.of(payment.hash());
    }
}
