package org.l402.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
