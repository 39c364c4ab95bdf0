package org.l402.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;

/** Reads what JMH has measured. */
final class JmhResults {
    private static final double MEDIAN = 50;

    private JmhResults() {}

    static RunResult of(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow();
    }

    /** The median of all iterations: JMH counts the time that other processes take away. */
    static double medianNanos(Collection<RunResult> results, String method) {
        return of(results, method).getPrimaryResult().getStatistics().getPercentile(MEDIAN);
    }
}
