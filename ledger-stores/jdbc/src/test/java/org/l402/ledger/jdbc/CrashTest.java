package org.l402.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.AccountId;
import org.l402.ledger.Balance;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/** Kills a process that sells, and holds the file against what it was promised. */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("l402.crash.rounds", 4);
    private static final long SEED = Long.getLong("l402.crash.seed", 402);

    @TempDir
    Path directory;

    private Instant now = InstantSource.system().instant();

    /** What the lines say of one account. */
    private static final class Promises {
        long creditedMsat = DoomedSeller.CREDIT_MSAT;
        long capturedMsat;
        boolean closed;
        final Map<ReservationId, Settled> ends = new HashMap<>();
        final Map<ReservationId, Boolean> reserved = new HashMap<>();
    }

    @Test
    @Tag("invariant-02")
    @Tag("invariant-03")
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = directory.resolve("ledger");
        Map<AccountId, Promises> promises = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path lines = directory.resolve("round-" + round);
            Process seller = seller(file, lines, SEED + round);
            try {
                sellFor(random.nextInt(50, 1000), seller, lines);
                if (random.nextBoolean()) {
                    // Killed while it closes its ledger, as by a container that has no patience.
                    seller.destroy();
                    seller.waitFor(random.nextInt(100), TimeUnit.MILLISECONDS);
                }
            } finally {
                seller.destroyForcibly().waitFor();
            }
            Map<AccountId, Promises> fresh = read(lines);
            promises.putAll(fresh);
            if (round < ROUNDS - 1 && random.nextInt(3) == 0) {
                // The next seller finds the file as the kill left it.
                continue;
            }
            try (JdbcLedger ledger = JdbcLedger.h2(file, () -> now)) {
                fresh.forEach((account, promised) -> check(ledger, account, promised));
                now = now.plus(DoomedSeller.LEASE).plusSeconds(600);
                promises.forEach((account, promised) -> checkAtRest(ledger, account, promised));
            }
        }
        assertThat(promises.size()).isGreaterThan(ROUNDS);
    }

    private static Process seller(Path file, Path lines, long seed) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedSeller.class.getName(),
                file.toString(),
                Long.toString(seed));
        return builder.redirectOutput(lines.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void sellFor(long millis, Process seller, Path lines) throws InterruptedException {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> Files.size(lines) > 0 || !seller.isAlive());
        seller.waitFor(millis, TimeUnit.MILLISECONDS);
        assertThat(seller.isAlive()).as("still selling when it is killed").isTrue();
    }

    private static Map<AccountId, Promises> read(Path lines) throws IOException {
        Map<AccountId, Promises> promises = new HashMap<>();
        String all = Files.readString(lines);
        // Only whole lines: the kill may cut the last one.
        for (String line : all.substring(0, all.lastIndexOf('\n') + 1).lines().toList()) {
            note(promises, line.split(" "));
        }
        return promises;
    }

    private static void note(Map<AccountId, Promises> promises, String[] words) {
        Promises account = promises.computeIfAbsent(AccountId.parse(words[1]), absent -> new Promises());
        switch (words[0]) {
            case "reserved" -> account.reserved.put(reservation(words[2]), true);
            case "released" -> account.ends.put(reservation(words[2]), Settled.released());
            case "captured" -> {
                long msat = Long.parseLong(words[3]);
                account.capturedMsat += msat;
                account.ends.put(reservation(words[2]), Settled.captured(msat, 0));
            }
            case "topped-up" -> account.creditedMsat += DoomedSeller.TOP_UP_MSAT;
            case "closed" -> account.closed = true;
            default -> assertThat(words[0]).isEqualTo("used");
        }
    }

    private static ReservationId reservation(String hex) {
        return new ReservationId(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    /** One call, and one top-up, may be there of which the seller had no time to speak. */
    private static void check(JdbcLedger ledger, AccountId account, Promises promised) {
        if (promised.reserved.isEmpty()) {
            return;
        }
        Balance books = balanced(ledger, account);
        assertThat(books.creditedMsat()).isIn(promised.creditedMsat, promised.creditedMsat + DoomedSeller.TOP_UP_MSAT);
        assertThat(books.capturedMsat())
                .isBetween(promised.capturedMsat, promised.capturedMsat + DoomedSeller.CALL_MSAT);
        promised.ends.forEach((id, end) ->
                assertThat(ledger.release(id, ReleaseCause.NOT_DELIVERED)).isEqualTo(end));
        if (promised.closed) {
            assertThat(ledger.reserve(spend(account, 1))).isEqualTo(new Reserved.Closed(account));
        }
    }

    /** Nothing runs any more, so all leases have run out and nothing spent can be spent again. */
    private static void checkAtRest(JdbcLedger ledger, AccountId account, Promises promised) {
        if (promised.reserved.isEmpty()) {
            return;
        }
        Balance books = balanced(ledger, account);
        assertThat(books.reservedMsat()).isZero();
        assertThat(books.capturedMsat()).isGreaterThanOrEqualTo(promised.capturedMsat);
        if (!promised.closed && books.forfeitedMsat() == 0) {
            long spendable = books.creditedMsat() - promised.capturedMsat;
            assertThat(ledger.reserve(spend(account, spendable + 1))).isInstanceOf(Reserved.Exhausted.class);
        }
    }

    private static Balance balanced(JdbcLedger ledger, AccountId account) {
        Balance books = ledger.balance(account).orElseThrow();
        assertThat(books.capturedMsat() + books.reservedMsat() + books.availableMsat() + books.forfeitedMsat())
                .isEqualTo(books.creditedMsat());
        return books;
    }

    private static ReserveRequest spend(AccountId account, long msat) {
        Payment own = new Payment(PaymentHash.of(account.bytes()), DoomedSeller.CREDIT_MSAT, DoomedSeller.EXPIRY);
        ReservationId id = new ReservationId(account.a(), account.b());
        return ReserveRequest.exactly(id, msat, DoomedSeller.LEASE, new Draw(account, own));
    }
}
