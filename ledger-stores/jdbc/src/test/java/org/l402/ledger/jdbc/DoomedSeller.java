package org.l402.ledger.jdbc;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;

/**
 * Sells calls until it is killed, and prints each thing that it was promised: a line stands for something that must be
 * there after the crash.
 */
final class DoomedSeller {
    static final int THREADS = 4;
    static final long CREDIT_MSAT = 1000;
    static final long TOP_UP_MSAT = 500;
    static final long CALL_MSAT = 400;
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Instant EXPIRY = Instant.parse("2199-01-01T00:00:00Z");

    private final JdbcLedger ledger;
    private final SplittableRandom random;

    private DoomedSeller(JdbcLedger ledger, long seed) {
        this.ledger = ledger;
        this.random = new SplittableRandom(seed);
    }

    /** @param args the file, and a seed that no other run on that file has */
    public static void main(String[] args) {
        JdbcLedger ledger = JdbcLedger.h2(Path.of(args[0]));
        long seed = Long.parseLong(args[1]);
        for (int i = 0; i < THREADS; i++) {
            DoomedSeller seller = new DoomedSeller(ledger, seed * THREADS + i);
            Thread thread = new Thread(seller::sellForever);
            // A ledger that is closing refuses.
            thread.setUncaughtExceptionHandler((refused, e) -> {});
            thread.start();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(ledger::close));
    }

    private void sellForever() {
        while (true) {
            sell(payment(CREDIT_MSAT));
        }
    }

    /** Two calls of one account, some of which fail, with a top-up between them now and then. */
    private void sell(Payment paid) {
        AccountId account = AccountId.of(paid.hash());
        Draw draw = new Draw(account, paid);
        say("used", account.hex());
        call(draw);
        if (random.nextInt(4) == 0) {
            Payment more = payment(TOP_UP_MSAT);
            ledger.topUp(account, more);
            say("topped-up", account.hex(), more.hash().hex());
        }
        call(draw);
        if (random.nextInt(8) == 0) {
            ledger.close(paid);
            say("closed", account.hex());
        }
    }

    private void call(Draw draw) {
        ReservationId id = new ReservationId(random.nextLong(), random.nextLong());
        Reserved answer = ledger.reserve(new ReserveRequest(id, CALL_MSAT, CALL_MSAT, LEASE, List.of(draw)));
        if (!(answer instanceof Reserved.Granted)) {
            throw new IllegalStateException("refused: " + answer);
        }
        say("reserved", draw.account().hex(), id.toString());
        if (random.nextInt(4) == 0) {
            ledger.release(id, ReleaseCause.NOT_DELIVERED);
            say("released", draw.account().hex(), id.toString());
        } else {
            long msat = random.nextLong(CALL_MSAT) + 1;
            ledger.capture(id, msat);
            say("captured", draw.account().hex(), id.toString(), Long.toString(msat));
        }
    }

    private Payment payment(long msat) {
        ByteBuffer bytes = ByteBuffer.allocate(PaymentHash.LENGTH);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextLong());
        }
        return new Payment(PaymentHash.of(bytes.array()), msat, EXPIRY);
    }

    private void say(String... words) {
        synchronized (System.out) {
            System.out.println(String.join(" ", words));
            System.out.flush();
        }
    }
}
