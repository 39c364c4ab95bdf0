package org.l402.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatestEndsTest {
    private static final int CAPACITY = 100;

    private final LatestEnds ends = new LatestEnds(CAPACITY);

    @Test
    void everyOneOfTheNewestIsFound() {
        addAll(0, 3 * CAPACITY);

        for (int i = 2 * CAPACITY; i < 3 * CAPACITY; i++) {
            Hold found = ends.find(id(i));
            assertThat(found).isNotNull();
            assertThat(found.id()).isEqualTo(id(i));
        }
    }

    @Test
    void olderOnesAreForgotten() {
        addAll(0, CAPACITY + 1);

        assertThat(ends.find(id(0))).isNull();
        assertThat(ends.find(id(1))).isNotNull();
    }

    @Test
    void askingForTheOldestDoesNotKeepIt() {
        addAll(0, CAPACITY);
        ends.find(id(0));
        addAll(CAPACITY, CAPACITY + 1);

        assertThat(ends.find(id(0))).isNull();
    }

    private void addAll(int from, int to) {
        for (int i = from; i < to; i++) {
            ends.add(new Hold(id(i), List.of(), 1, 1));
        }
    }

    private static ReservationId id(int number) {
        return new ReservationId(number, ~number);
    }
}
