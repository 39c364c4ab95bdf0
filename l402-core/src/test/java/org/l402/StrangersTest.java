package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.Decision.Allow;
import org.l402.Decision.Deny;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Quota;
import org.l402.ledger.InMemoryLedger;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.price.Offer;
import org.l402.price.Price;

/** Whoever does not pay costs a bounded amount of memory and of invoices, from however many addresses it comes. */
class StrangersTest {
    private static final int CAPACITY = 40_000;
    private static final int ROOM_FOR_QUOTAS = CAPACITY / 4;

    @Test
    @Tag("trap-09")
    @Tag("invariant-06")
    void aMillionFreeQuotasFillTheirRoomAndNoMore() {
        TestClock clock = new TestClock();
        InMemoryLedger ledger = InMemoryLedger.create(clock, new SecureRandom(), CAPACITY);
        long before = usedHeap();

        int free = 0;
        for (int i = 0; i < 1_000_000; i++) {
            free += takesFreeCall(ledger, i) ? 1 : 0;
        }

        assertThat(free).isEqualTo(ROOM_FOR_QUOTAS);
        assertThat(usedHeap() - before).isLessThan(30_000_000);
        assertThat(takesFreeCall(ledger, 0))
                .as("a client that had its call, and was not evicted")
                .isFalse();
        clock.advance(Duration.ofHours(24));
        assertThat(takesFreeCall(ledger, 0)).as("the next day").isTrue();
    }

    @Test
    @Tag("invariant-06")
    void freeQuotasTakeNoRoomFromThoseWhoPaid() {
        InMemoryLedger ledger = InMemoryLedger.create(new TestClock(), new SecureRandom(), 100);
        for (int i = 0; i < 1000; i++) {
            takesFreeCall(ledger, i);
        }
        assertThat(ledger.nearlyFull()).isFalse();
    }

    @Test
    @Tag("invariant-06")
    void requestsFromThirtyThousandNetworksGetSoManyInvoicesAndSoManyFreeCalls() {
        TestClock clock = new TestClock();
        try (Seller seller = Seller.with(b -> b.clock(clock)
                .ledger(InMemoryLedger.create(clock, new SecureRandom(), CAPACITY))
                .openInvoices(100)
                .price("/free", Offer.fixed(Price.sats(30)).free("1 per PT24H")))) {
            int free = 0;
            int unavailable = 0;
            for (int i = 0; i < 30_000; i++) {
                String address = String.format("2001:db8:%x:%x::1", i >> 16, i & 0xffff);
                Decision decision = seller.decide(TestRequest.get("/free").from(address));
                if (decision instanceof Allow.Free call) {
                    call.charge().end(Charge.Outcome.READY);
                    free++;
                }
                unavailable += decision instanceof Deny.Unavailable ? 1 : 0;
                seller.events.clear();
            }
            assertThat(free).isEqualTo(ROOM_FOR_QUOTAS);
            assertThat(seller.wallet.calls).hasValue(90);
            assertThat(unavailable).isEqualTo(30_000 - ROOM_FOR_QUOTAS - 90);
        }
    }

    private static boolean takesFreeCall(InMemoryLedger ledger, int client) {
        Draw draw = new Draw(new AccountId(client * 0x9E3779B97F4A7C15L, 1, 2, 3), new Quota(1, Duration.ofHours(24)));
        ReservationId id = new ReservationId(client, System.nanoTime());
        boolean granted =
                ledger.reserve(ReserveRequest.exactly(id, 1, Duration.ofSeconds(30), draw)) instanceof Reserved.Granted;
        if (granted) {
            ledger.capture(id, 1);
        }
        return granted;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
