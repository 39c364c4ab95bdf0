package org.l402.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code scripts/bench filter}: processor time that the filter adds to a request on Jetty, for a path without a price and
 * for a call that a token pays. The same bytes go to a server without the filter; a third one, without it too, shows what
 * the method makes out of no difference at all.
 *
 * <p>{@code --quick} takes a minute instead of several; its intervals are wider. What follows goes to the server's JVM.
 */
final class FilterBench {
    private static final double UNPRICED_BAR_MICROS = 0.3;
    private static final double CRYPTO_FACTOR = 1.5;
    private static final double PAID_EXTRA_MICROS = 3;
    private static final double NANOS_PER_MICRO = 1000;

    private final Plan plan;
    private final List<String> options;
    private final BareCryptoTime bareCrypto = new BareCryptoTime();

    private FilterBench(Plan plan, List<String> options) {
        this.plan = plan;
        this.options = options;
    }

    /**
     * How much is measured. Blocks are long enough for several collections of garbage each.
     *
     * @param turns of four blocks, which are two pairs, for each comparison
     * @param requests in a block
     * @param warmUps turns before that
     * @param forks of JMH
     */
    private record Plan(int turns, int requests, int warmUps, int forks) {
        static final Plan FULL = new Plan(24, 24_000, 4, 2);
        static final Plan QUICK = new Plan(12, 10_000, 3, 1);
    }

    public static void main(String[] args) throws Exception {
        List<String> options = new ArrayList<>(List.of(args));
        Plan plan = options.remove("--quick") ? Plan.QUICK : Plan.FULL;
        FilterBench bench = new FilterBench(plan, options);
        double unpriced = bench.addedMicros("filter.unpriced", ledger -> unpriced(plan));
        double paid = bench.addedMicros("filter.paid", ledger -> paid(plan, ledger));
        double bare = bench.bareCrypto.micros();
        System.out.printf(Locale.ROOT, "REPORT bare crypto of one token: %.3f us%n", bare);
        Ratio.print("filter.unpriced", unpriced, UNPRICED_BAR_MICROS);
        Ratio.print("filter.unpriced.jmh", aloneMicros(plan), UNPRICED_BAR_MICROS);
        Ratio.print("filter.paid", paid, CRYPTO_FACTOR * bare + PAID_EXTRA_MICROS);
    }

    private double addedMicros(String name, Function<String, Supplier<List<byte[]>>> requestsFor)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(options);
                Visitor plain = new Visitor(server.port(0));
                Visitor twin = new Visitor(server.port(1));
                Visitor filtered = new Visitor(server.port(2))) {
            Supplier<List<byte[]>> requests = requestsFor.apply(server.ledgerId());
            Comparison same = new Comparison(server, List.of(plain, twin), requests);
            Comparison added = new Comparison(server, List.of(plain, filtered), requests);
            takeTurns(same, added);
            same.report(name + ", A/A");
            added.report(name);
            if (!same.differences().straddlesZero()) {
                System.out.println("REPORT the A/A row does not straddle 0: do not trust this run");
            }
            return added.differences().median();
        }
    }

    private void takeTurns(Comparison same, Comparison added) throws IOException, InterruptedException {
        for (int i = 0; i < plan.warmUps(); i++) {
            same.warmUp();
            added.warmUp();
        }
        for (int i = 0; i < plan.turns(); i++) {
            same.measure();
            added.measure();
            bareCrypto.measure();
        }
    }

    private static Supplier<List<byte[]>> unpriced(Plan plan) {
        List<byte[]> block = Collections.nCopies(plan.requests(), request("/open/daily", ""));
        return () -> block;
    }

    /** Every token is worth one call. */
    private static Supplier<List<byte[]>> paid(Plan plan, String ledgerId) {
        Tokens tokens = new Tokens(402, ledgerId, Instant.now());
        return () -> {
            List<byte[]> block = new ArrayList<>();
            for (int i = 0; i < plan.requests(); i++) {
                String credential = tokens.next().credential();
                block.add(request("/reports/daily", "Authorization: " + credential + "\r\n"));
            }
            return block;
        };
    }

    private static byte[] request(String path, String more) {
        String text =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\n" + more + "\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The filter without a container. */
    private static double aloneMicros(Plan plan) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(FilterBenchmark.class.getSimpleName())
                        .forks(plan.forks())
                        .build())
                .run();
        return (JmhResults.medianNanos(results, "filter") - JmhResults.medianNanos(results, "chain")) / NANOS_PER_MICRO;
    }
}
