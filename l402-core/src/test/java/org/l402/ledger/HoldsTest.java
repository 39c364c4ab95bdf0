package org.l402.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private static final int GENERATION = 100;

    private final Holds holds = new Holds(GENERATION);

    @Test
    void theLatestAreFoundAfterTheyHaveEnded() {
        for (int next = 0; next < 5 * GENERATION; next++) {
            add(next).end(Settled.released());
            for (int i = Math.max(0, next + 1 - GENERATION); i <= next; i++) {
                Hold found = holds.find(id(i));
                assertThat(found).isNotNull();
                assertThat(found.id()).isEqualTo(id(i));
            }
        }
    }

    @Test
    void olderOnesAreForgottenThatHaveEnded() {
        for (int i = 0; i < 3 * GENERATION + 1; i++) {
            add(i).end(Settled.released());
        }

        assertThat(holds.find(id(0))).isNull();
    }

    @Test
    void whatRunsIsKeptHoweverManyCome() {
        Hold running = add(-1);
        for (int i = 0; i < 10 * GENERATION; i++) {
            add(i).end(Settled.released());
            assertThat(holds.find(id(-1))).isSameAs(running);
        }
    }

    @Test
    void oneThatRanForLongIsFoundAfterItHasEndedLikeAnyOther() {
        for (int others = 0; others < 4 * GENERATION; others++) {
            int first = 10_000 * (others + 1);
            Hold hold = add(-first);
            addEnded(first, others);
            hold.end(Settled.released());
            holds.remember(hold);
            addEnded(first + others, GENERATION);

            assertThat(holds.find(id(-first))).as("after %d others", others).isSameAs(hold);
        }
    }

    @Test
    void noneIsLostWhileGenerationsPass() throws InterruptedException {
        Holds hasty = new Holds(1);
        AtomicInteger lost = new AtomicInteger();
        List<Thread> adders = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            int first = 1_000_000 * i;
            adders.add(new Thread(() -> lost.addAndGet(lost(hasty, first))));
        }
        adders.forEach(Thread::start);
        for (Thread adder : adders) {
            adder.join();
        }

        assertThat(lost).hasValue(0);
    }

    /** How many of some running reservations are not found. */
    private static int lost(Holds hasty, int first) {
        int lost = 0;
        for (int i = first; i < first + 50_000; i++) {
            Hold hold = new Hold(id(i), List.of(), 1, 1);
            hasty.add(hold);
            hasty.age(each -> each.end() == null);
            lost += hasty.find(id(i)) == null ? 1 : 0;
            hold.end(Settled.released());
        }
        return lost;
    }

    private void addEnded(int first, int count) {
        for (int i = first; i < first + count; i++) {
            add(i).end(Settled.released());
        }
    }

    private Hold add(int number) {
        holds.age(hold -> hold.end() == null);
        Hold hold = new Hold(id(number), List.of(), 1, 1);
        holds.add(hold);
        return hold;
    }

    private static ReservationId id(int number) {
        return new ReservationId(number, ~number);
    }
}
