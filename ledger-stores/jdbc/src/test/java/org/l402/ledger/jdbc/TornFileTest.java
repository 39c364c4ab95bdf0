package org.l402.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;

/**
 * Between any two operations, tries every state in which a crash could leave the file. Each must open as it was before the
 * operation or after it, also when it was opened, used and closed before.
 */
class TornFileTest {
    private static final int OPERATIONS = Integer.getInteger("l402.torn.operations", 70);
    private static final long SEED = Long.getLong("l402.torn.seed", 402);
    private static final long RETENTION_MILLIS = 1000;
    private static final int BLOCK = 4096;
    private static final int HEADER_BLOCKS = 2;

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Purchases purchases = new Purchases(Instant.parse("2199-01-01T00:00:00Z"));
    private final Deque<ReservationId> running = new ArrayDeque<>();
    private Path data;

    @BeforeEach
    void nameTheFile() {
        data = directory.resolve("ledger.mv.db");
    }

    @Test
    void everyTornStateIsBeforeOrAfter() throws Exception {
        try (JdbcLedger ledger = JdbcLedger.h2(directory.resolve("ledger"))) {
            byte[] before = image();
            String stateBefore = state(before);
            for (int i = 0; i < OPERATIONS; i++) {
                pause(i);
                before = image();
                operate(ledger);
                byte[] after = image();
                String stateAfter = state(after);
                assertThat(stateAfter).as("operation %d is in the file", i).isNotEqualTo(stateBefore);
                for (byte[] torn : torn(before, after)) {
                    assertThat(state(torn)).as("torn operation %d", i).isIn(stateBefore, stateAfter);
                    opensAgain(torn, i);
                }
                stateBefore = stateAfter;
            }
        }
    }

    /** Long enough that H2 uses the space again of all that is dead. */
    private static void pause(int operation) throws InterruptedException {
        if (operation % 10 == 9) {
            Thread.sleep(RETENTION_MILLIS + 300);
        }
    }

    /** A restart after the crash, an orderly end, and a start. */
    private void opensAgain(byte[] image, int operation) throws IOException {
        if (random.nextInt(20) > 0) {
            return;
        }
        Path copy = directory.resolve("again.mv.db");
        Files.write(copy, image);
        for (int start = 0; start < 3; start++) {
            try (JdbcLedger ledger = JdbcLedger.h2(directory.resolve("again"))) {
                for (int call = 0; call < operation % 3; call++) {
                    purchases.sell(ledger, 10);
                }
            }
        }
        Files.delete(copy);
    }

    private void operate(JdbcLedger ledger) {
        if (running.isEmpty() || (running.size() < 3 && random.nextBoolean())) {
            running.add(purchases.reserved(ledger, 1000, Purchases.own(purchases.payment(1000))));
        } else if (random.nextInt(3) == 0) {
            ledger.release(running.remove(), ReleaseCause.NOT_DELIVERED);
        } else {
            ledger.capture(running.remove(), 700);
        }
    }

    /** The file while nobody writes to it. */
    private byte[] image() throws IOException {
        byte[] once = Files.readAllBytes(data);
        byte[] again = Files.readAllBytes(data);
        while (!Arrays.equals(once, again)) {
            once = again;
            again = Files.readAllBytes(data);
        }
        return again;
    }

    /** The blocks of a chunk come in order and the header after them; a power cut may lose any but the last of them. */
    private List<byte[]> torn(byte[] before, byte[] after) {
        List<Integer> changed = new ArrayList<>();
        for (int block = HEADER_BLOCKS; block < after.length / BLOCK; block++) {
            if (block * BLOCK >= before.length || !sameBlock(before, after, block)) {
                changed.add(block);
            }
        }
        List<byte[]> states = new ArrayList<>();
        for (int whole = 1; whole <= changed.size(); whole++) {
            states.add(patched(before, after, changed.subList(0, whole)));
        }
        if (changed.size() > 2) {
            states.add(patched(before, after, someBut(changed)));
        }
        List<Integer> withOneHeader = new ArrayList<>(changed);
        withOneHeader.add(0);
        states.add(patched(before, after, withOneHeader));
        return states;
    }

    private List<Integer> someBut(List<Integer> changed) {
        return changed.subList(0, changed.size() - 1).stream()
                .filter(block -> random.nextBoolean())
                .toList();
    }

    private static boolean sameBlock(byte[] one, byte[] other, int block) {
        int start = block * BLOCK;
        return Arrays.equals(one, start, start + BLOCK, other, start, start + BLOCK);
    }

    private static byte[] patched(byte[] before, byte[] after, List<Integer> blocks) {
        int last = blocks.stream().mapToInt(block -> block + 1).max().orElse(0);
        byte[] image = Arrays.copyOf(before, Math.max(before.length, last * BLOCK));
        blocks.forEach(block -> System.arraycopy(after, block * BLOCK, image, block * BLOCK, BLOCK));
        return image;
    }

    /** What H2 itself makes of a file. */
    private String state(byte[] image) throws IOException, SQLException {
        Path copy = directory.resolve("copy.mv.db");
        Files.write(copy, image);
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:" + directory.resolve("copy") + ";IFEXISTS=TRUE;MAX_COMPACT_TIME=0;TRACE_LEVEL_FILE=0");
        String all = "SELECT (SELECT COUNT(*) FROM l402_account), (SELECT SUM(captured_msat) FROM l402_account),"
                + " (SELECT COUNT(*) FROM l402_hold), (SELECT COUNT(*) FROM l402_end),"
                + " (SELECT SUM(captured_msat) FROM l402_end)";
        try (Connection connection = source.getConnection("l402", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(all)) {
            row.next();
            return row.getString(1)
                    + ' '
                    + row.getString(2)
                    + ' '
                    + row.getString(3)
                    + ' '
                    + row.getString(4)
                    + ' '
                    + row.getString(5);
        } finally {
            Files.delete(copy);
        }
    }
}
