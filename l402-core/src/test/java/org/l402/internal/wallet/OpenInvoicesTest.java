package org.l402.internal.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Strangers cannot make the wallet's list of invoices longer than the seller allows. */
class OpenInvoicesTest {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MAX = 20;
    private static final int FOR_STRANGERS = 18;

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final OpenInvoices open = new OpenInvoices(MAX, () -> now);

    @Test
    @Tag("invariant-06")
    void theLastTenthIsForHoldersOfTokens() {
        for (int i = 0; i < FOR_STRANGERS; i++) {
            issue(false);
        }
        assertThat(open.tryTake(false)).contains(LIFE);
        issue(true);
        issue(true);
        assertThat(open.tryTake(true)).contains(LIFE);
    }

    @Test
    void aPlaceIsFreeWhenItsInvoiceHasExpired() {
        issue(false);
        now = now.plusSeconds(60);
        for (int i = 1; i < FOR_STRANGERS; i++) {
            issue(false);
        }
        assertThat(open.tryTake(false)).contains(LIFE.minusSeconds(60));

        now = now.plus(LIFE).minusSeconds(60);

        issue(false);
        assertThat(open.tryTake(false)).contains(Duration.ofSeconds(60));
    }

    @Test
    void invoicesThatAreBeingMadeCountAndThoseThatFailedDoNot() {
        for (int i = 0; i < FOR_STRANGERS; i++) {
            assertThat(open.tryTake(false)).isEmpty();
        }
        assertThat(open.tryTake(false)).contains(Duration.ofSeconds(1));

        open.failed();

        assertThat(open.tryTake(false)).isEmpty();
        assertThat(open.tryTake(false)).isPresent();
    }

    @Test
    void anInvoiceThatOutlivesOthersKeepsItsPlace() {
        assertThat(open.tryTake(false)).isEmpty();
        open.issued(now.plus(LIFE.multipliedBy(2)));
        for (int i = 1; i < FOR_STRANGERS; i++) {
            issue(false);
        }
        now = now.plus(LIFE);
        for (int i = 1; i < FOR_STRANGERS; i++) {
            issue(false);
        }
        assertThat(open.tryTake(false)).isPresent();
    }

    @Test
    @Tag("invariant-06")
    void manyAtOnceTakeNoMoreThanThereIs() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        for (int i = 0; i < 64; i++) {
            threads.execute(() -> {
                for (int j = 0; j < 100; j++) {
                    if (open.tryTake(false).isEmpty()) {
                        taken.incrementAndGet();
                        open.issued(now.plus(LIFE));
                    }
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(taken).hasValue(FOR_STRANGERS);
    }

    private void issue(boolean tokenHolder) {
        assertThat(open.tryTake(tokenHolder)).isEmpty();
        open.issued(now.plus(LIFE));
    }
}
