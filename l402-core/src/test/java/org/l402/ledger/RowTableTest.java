package org.l402.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowTableTest {
    private static final int COLUMNS = 3;

    private final RowTable table = new RowTable(COLUMNS);

    @Test
    void isAMapThatForgetsWhatHasExpired() {
        Random random = new Random(402);
        Map<AccountId, long[]> expected = new HashMap<>();
        List<AccountId> ids = ids(3000, random);
        for (int now = 1; now < 20_000; now++) {
            AccountId id = ids.get(random.nextInt(ids.size()));
            long[] row = {now + 1 + random.nextInt(5000), random.nextLong(), random.nextLong()};
            if (table.crowded()) {
                int before = expected.size();
                long time = now;
                expected.values().removeIf(old -> old[0] <= time);
                assertThat(table.sweep(now)).isEqualTo(before - expected.size());
                assertThat(table.crowded()).isFalse();
            }
            assertThat(table.put(id, row)).isEqualTo(expected.put(id, row) == null ? 1 : 0);
        }
        for (AccountId id : ids) {
            assertThat(table.get(id)).isEqualTo(expected.get(id));
        }
    }

    @Test
    void keepsIdsApartThatDifferInOneNumber() {
        List<AccountId> alike = List.of(
                new AccountId(1, 2, 3, 4),
                new AccountId(9, 2, 3, 4),
                new AccountId(1, 9, 3, 4),
                new AccountId(1, 2, 9, 4),
                new AccountId(1, 2, 3, 9));
        for (AccountId id : alike) {
            assertThat(table.get(id)).isNull();
            table.put(id, new long[] {10, id.hashCode(), id.d()});
        }
        for (AccountId id : alike) {
            assertThat(table.get(id)).containsExactly(10, id.hashCode(), id.d());
        }
    }

    @Test
    void whatItAnswersIsACopy() {
        AccountId id = ids(1, new Random(7)).get(0);
        table.put(id, new long[] {10, 1, 2});
        long[] row = table.get(id);
        assertThat(row).isNotNull();
        row[1] = 5;

        assertThat(table.get(id)).containsExactly(10, 1, 2);
    }

    private static List<AccountId> ids(int count, Random random) {
        List<AccountId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new AccountId(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
        }
        return ids;
    }
}
