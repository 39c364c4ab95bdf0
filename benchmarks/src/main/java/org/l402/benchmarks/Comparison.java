package org.l402.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Two servers that get the same bytes, measured by turns: first, second, second, first, and next time the other way round.
 * One such turn is two pairs; what drifts falls out, and so does what the place in a turn costs; what another process
 * spoils is far from the median.
 */
final class Comparison {
    private static final double NANOS_PER_MICRO = 1000;

    private final ServerProcess server;
    private final Visitor first;
    private final Visitor second;
    private final Supplier<List<byte[]>> requests;
    private final Differences differences = new Differences();
    private final Differences base = new Differences();
    private boolean secondBegins;

    /** @param requests as many for every block, and each good for one use */
    Comparison(ServerProcess server, List<Visitor> visitors, Supplier<List<byte[]>> requests) {
        this.server = server;
        this.first = visitors.get(0);
        this.second = visitors.get(1);
        this.requests = requests;
    }

    /** Sends what a measured turn would, and measures nothing. */
    void warmUp() throws IOException, InterruptedException {
        turn(first, second);
    }

    void measure() throws IOException, InterruptedException {
        secondBegins = !secondBegins;
        double[] micros = secondBegins ? turn(second, first) : turn(first, second);
        add(micros[0], micros[1]);
        add(micros[3], micros[2]);
    }

    private void add(double outer, double inner) {
        double firstMicros = secondBegins ? inner : outer;
        double secondMicros = secondBegins ? outer : inner;
        base.add(firstMicros);
        differences.add(secondMicros - firstMicros);
    }

    private double[] turn(Visitor outer, Visitor inner) throws IOException, InterruptedException {
        List<byte[]> early = requests.get();
        List<byte[]> late = requests.get();
        return new double[] {micros(outer, early), micros(inner, early), micros(inner, late), micros(outer, late)};
    }

    private double micros(Visitor visitor, List<byte[]> block) throws IOException, InterruptedException {
        long before = server.cpuNanos();
        visitor.send(block);
        return (server.cpuNanos() - before) / NANOS_PER_MICRO / block.size();
    }

    Differences differences() {
        return differences;
    }

    void report(String name) {
        System.out.printf(
                Locale.ROOT,
                "REPORT %-20s %d pairs: %+.3f us a request, 95 %% within [%+.3f, %+.3f], on top of %.2f us%n",
                name,
                differences.count(),
                differences.median(),
                differences.low(),
                differences.high(),
                base.median());
    }
}
