package org.l402.benchmarks;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Ledger;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/** Calls that were paid for on accounts of their own: each opens its account, reserves and captures. */
final class PaidCalls {
    private static final long MSAT = 1000;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Instant EXPIRY = Instant.parse("2199-01-01T00:00:00Z");

    private final long[] sortedNanos;
    private final double seconds;

    private PaidCalls(long[] sortedNanos, double seconds) {
        this.sortedNanos = sortedNanos;
        this.seconds = seconds;
    }

    /** As many as fit into the time. */
    static PaidCalls run(Ledger ledger, int threads, long nanos) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            long began = System.nanoTime();
            List<Future<LongStream>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(callers.submit(() -> callUntil(ledger, began + nanos)));
            }
            LongStream all = LongStream.empty();
            for (Future<LongStream> result : results) {
                all = LongStream.concat(all, result.get());
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return new PaidCalls(all.sorted().toArray(), seconds);
        } finally {
            callers.shutdownNow();
        }
    }

    private static LongStream callUntil(Ledger ledger, long end) {
        SecureRandom random = new SecureRandom();
        LongStream.Builder nanos = LongStream.builder();
        long began = System.nanoTime();
        while (began - end < 0) {
            call(ledger, random);
            long ended = System.nanoTime();
            nanos.add(ended - began);
            began = ended;
        }
        return nanos.build();
    }

    private static void call(Ledger ledger, SecureRandom random) {
        byte[] hash = new byte[PaymentHash.LENGTH];
        random.nextBytes(hash);
        Payment payment = new Payment(PaymentHash.of(hash), MSAT, EXPIRY);
        Draw draw = new Draw(AccountId.of(payment.hash()), payment);
        ReservationId id = new ReservationId(random.nextLong(), random.nextLong());
        Reserved answer = ledger.reserve(ReserveRequest.exactly(id, MSAT, LEASE, draw));
        if (!(answer instanceof Reserved.Granted) || !ledger.capture(id, MSAT).equals(Settled.captured(MSAT, 0))) {
            throw new IllegalStateException("not paid: " + answer);
        }
    }

    int count() {
        return sortedNanos.length;
    }

    double perSecond() {
        return count() / seconds;
    }

    /** How long that share of the calls took at most. */
    double millis(double share) {
        return sortedNanos[(int) (count() * share)] / 1e6;
    }
}
