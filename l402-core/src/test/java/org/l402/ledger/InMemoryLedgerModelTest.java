package org.l402.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.invoice.PaymentHash;
import org.l402.ledger.Funding.Budget;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.LedgerModel.Reservation;

/** Thousands of random steps, after each of which ledger and {@link LedgerModel} must have the same books. */
class InMemoryLedgerModelTest {
    private static final int STEPS = 12_000;
    private static final int LATEST = 24;
    private static final long CAPACITY = 60;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int[] SECONDS = {0, 1, 20, 61, 400, 3 * 3600, 26 * 3600};

    private final LedgerModel model = new LedgerModel();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Draw> budgets = new ArrayList<>();
    private final List<Reservation> reservations = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_900_000_000);
    private final Ledger ledger = InMemoryLedger.create(() -> now, new SecureRandom(), CAPACITY);
    private Random random;
    private int granted;
    private int settled;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithTheModel(long seed) {
        random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            int kind = random.nextInt(100);
            step(kind);
            compare("seed " + seed + ", step " + i + " of kind " + kind);
        }

        assertThat(granted).isGreaterThan(STEPS / 20);
        assertThat(settled).isGreaterThan(STEPS / 40);
    }

    private void step(int kind) {
        if (payments.isEmpty() || kind < 10) {
            buy();
        } else if (kind < 45) {
            reserve();
        } else if (kind < 50) {
            renew();
        } else if (kind < 55) {
            extend();
        } else if (kind < 83) {
            settle(kind < 68);
        } else if (kind < 88) {
            topUp();
        } else if (kind < 89) {
            close();
        } else if (kind < 91 || random.nextInt(40) == 0) {
            now = now.plusSeconds(SECONDS[random.nextInt(SECONDS.length)]);
        } else {
            now = now.plusMillis(random.nextInt(30_000));
        }
    }

    private void buy() {
        byte[] hash = new byte[PaymentHash.LENGTH];
        random.nextBytes(hash);
        Instant end = now.plusSeconds(1 + random.nextInt(2 * 86_400));
        payments.add(new Payment(PaymentHash.of(hash), 1 + random.nextInt(5000), end));
        random.nextBytes(hash);
        budgets.add(new Draw(AccountId.of(hash), new Budget(1 + random.nextInt(3000), end)));
    }

    private void reserve() {
        Payment payment = latest(payments);
        AccountId account = random.nextInt(8) == 0 ? latestAccount() : AccountId.of(payment.hash());
        List<Draw> draws = new ArrayList<>(List.of(new Draw(account, payment)));
        if (random.nextInt(3) == 0) {
            draws.add(latest(budgets));
        }
        long wanted = random.nextInt(1500);
        long atLeast = random.nextBoolean() ? wanted : random.nextInt((int) wanted + 1);
        ReserveRequest request = new ReserveRequest(
                new ReservationId(random.nextLong(), random.nextLong()), wanted, atLeast, LEASE, draws);
        if (model.forgettable(account, payment, millis())) {
            return;
        }
        compareReserve(request);
    }

    private void compareReserve(ReserveRequest request) {
        boolean fresh = model.needsRoom(request);
        Reserved answer = ledger.reserve(request);
        if (answer instanceof Reserved.Full
                && fresh
                && model.refusal(request, millis()).isEmpty()) {
            return;
        }
        assertThat(answer).isEqualTo(model.reserve(request, millis()));
        if (answer instanceof Reserved.Granted first) {
            granted++;
            reservations.add(model.latest());
            assertThat(ledger.reserve(request)).isEqualTo(first);
        }
    }

    private void renew() {
        Reservation at = latestReservation();
        if (at != null) {
            assertThat(ledger.renew(at.id(), LEASE)).isEqualTo(model.renew(at, LEASE, millis()));
        }
    }

    private void extend() {
        Reservation at = latestReservation();
        long more = random.nextInt(1000);
        if (at != null) {
            assertThat(ledger.extend(at.id(), more)).isEqualTo(model.extend(at, more, millis()));
        }
    }

    private void settle(boolean capture) {
        Reservation at = latestReservation();
        if (at == null) {
            return;
        }
        boolean forgettable = model.forgettable(at, millis());
        long actual = random.nextInt((int) at.amount() + 1);
        ReleaseCause cause = random.nextBoolean() ? ReleaseCause.CLIENT_LEFT : ReleaseCause.NOT_DELIVERED;
        Settled end = capture ? ledger.capture(at.id(), actual) : ledger.release(at.id(), cause);
        if (forgettable && end.state() == Settled.State.UNKNOWN) {
            model.forget(at);
            return;
        }
        assertThat(end).isEqualTo(capture ? model.capture(at, actual, millis()) : model.release(at, cause, millis()));
        assertThat(ledger.capture(at.id(), actual)).isEqualTo(end);
        assertThat(ledger.release(at.id(), cause)).isEqualTo(end);
        settled++;
    }

    private void topUp() {
        AccountId account = latestAccount();
        Payment payment = latest(payments);
        if (!model.forgettable(account, payment, millis())) {
            assertThat(ledger.topUp(account, payment)).isEqualTo(model.topUp(account, payment, millis()));
        }
    }

    private void close() {
        Payment payment = latest(payments);
        ledger.close(payment);
        model.close(payment, millis());
    }

    private void compare(String when) {
        for (int i = Math.max(0, payments.size() - 2 * LATEST); i < payments.size(); i++) {
            compare(when, AccountId.of(payments.get(i).hash()));
            compare(when, budgets.get(i).account());
        }
    }

    private void compare(String when, AccountId account) {
        Optional<Balance> expected = model.balance(account, millis());
        Optional<Balance> books = ledger.balance(account);
        if (books.isPresent() || !model.mayBeGone(account, millis())) {
            assertThat(books).as(when).isEqualTo(expected);
        }
        books.ifPresent(found -> {
            assertThat(found.availableMsat()).as(when).isNotNegative();
            assertThat(found.creditedMsat())
                    .as(when)
                    .isEqualTo(found.capturedMsat()
                            + found.reservedMsat()
                            + found.availableMsat()
                            + found.forfeitedMsat());
        });
    }

    private long millis() {
        return now.toEpochMilli();
    }

    private AccountId latestAccount() {
        return AccountId.of(latest(payments).hash());
    }

    private Reservation latestReservation() {
        return reservations.isEmpty() ? null : latest(reservations);
    }

    /** Mostly one of the latest, sometimes one that has long ended. */
    private <T> T latest(List<T> all) {
        int among = random.nextInt(20) == 0 ? all.size() : Math.min(all.size(), LATEST);
        return all.get(all.size() - 1 - random.nextInt(among));
    }
}
