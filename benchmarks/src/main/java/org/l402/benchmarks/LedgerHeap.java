package org.l402.benchmarks;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.InMemoryLedger;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;

/** What a million spent tokens cost until they expire. */
final class LedgerHeap {
    private static final int TOKENS = 1_000_000;
    private static final double BAR_MB = 250;

    private LedgerHeap() {}

    public static void main(String[] args) throws Exception {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        InMemoryLedger ledger = InMemoryLedger.create(clock, random);
        spend(ledger, random, clock.instant());
        long before = used();
        for (int i = 0; i < TOKENS; i++) {
            spend(ledger, random, clock.instant());
        }
        Ratio.print("heap-mb-of-a-million-spent-tokens", (used() - before) / 1e6, BAR_MB);
        ledger.close();
    }

    private static void spend(InMemoryLedger ledger, SecureRandom random, Instant now) {
        byte[] hash = new byte[PaymentHash.LENGTH];
        random.nextBytes(hash);
        Payment payment = new Payment(PaymentHash.of(hash), 5000, now.plus(Duration.ofDays(1)));
        ReservationId id = new ReservationId(ByteBuffer.wrap(hash).getLong(), random.nextLong());
        Reserved answer = ledger.reserve(ReserveRequest.exactly(
                id, 5000, Duration.ofSeconds(30), new Draw(AccountId.of(payment.hash()), payment)));
        if (!(answer instanceof Reserved.Granted) || ledger.capture(id, 5000).capturedMsat() != 5000) {
            throw new IllegalStateException("not spent: " + answer);
        }
    }

    private static long used() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
