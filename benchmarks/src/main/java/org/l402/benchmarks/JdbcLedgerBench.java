package org.l402.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.l402.ledger.Ledger;
import org.l402.ledger.jdbc.JdbcLedger;

/**
 * {@code scripts/bench ledger}: paid calls per second on an H2 file, and how large the file becomes. There is no bar: a
 * call is two writes that the disk has confirmed, so the figures are those of the disk; {@code disk-write-ms} says what
 * one such write takes.
 *
 * <p>Arguments, all optional: a directory on the disk to measure (default: the one for temporary files), and seconds for
 * each number of threads (default 30).
 */
final class JdbcLedgerBench {
    private static final int[] THREADS = {1, 8, 64};
    private static final int WARM_UP_SECONDS = 3;
    private static final long DEFAULT_SECONDS = 30;
    private static final double CALLS_OF_GROWTH = 100_000;

    private JdbcLedgerBench() {}

    public static void main(String[] args) throws Exception {
        Path parent = Path.of(args.length > 0 ? args[0] : System.getProperty("java.io.tmpdir"));
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : DEFAULT_SECONDS;
        Path directory = Files.createTempDirectory(parent, "l402-bench");
        try {
            report("disk-write-ms", DiskWrite.medianMillis(directory));
            for (int threads : THREADS) {
                measure(directory.resolve("threads-" + threads), threads, seconds);
            }
        } finally {
            Files.delete(directory);
        }
    }

    private static void measure(Path file, int threads, long seconds) throws Exception {
        Path data = Path.of(file + ".mv.db");
        try {
            PaidCalls calls;
            long open;
            try (Ledger ledger = JdbcLedger.h2(file)) {
                PaidCalls.run(ledger, threads, TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS));
                long empty = Files.size(data);
                calls = PaidCalls.run(ledger, threads, TimeUnit.SECONDS.toNanos(seconds));
                open = Files.size(data) - empty;
            }
            String suffix = "-of-" + threads + "-threads";
            report("paid-calls-per-second" + suffix, calls.perSecond());
            report("paid-call-p99-ms" + suffix, calls.millis(0.99));
            report("file-mb-per-100000-calls" + suffix, open / 1e6 * CALLS_OF_GROWTH / calls.count());
            report("file-mb" + suffix, open / 1e6);
            report("file-mb-after-close" + suffix, megabytes(data));
        } finally {
            Files.deleteIfExists(data);
        }
    }

    private static double megabytes(Path file) throws IOException {
        return Files.size(file) / 1e6;
    }

    private static void report(String name, double value) {
        System.out.printf(Locale.ROOT, "REPORT %s %.2f%n", name, value);
    }
}
