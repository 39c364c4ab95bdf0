package org.l402.benchmarks;

import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code scripts/bench core}: verification, and the heap of spent tokens. */
final class CoreBench {
    private static final double VERIFY_BAR = 1.5;
    private static final double ALLOCATION_BAR_BYTES = 3 * 1024;

    private CoreBench() {}

    public static void main(String[] args) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(VerifyBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        double verify = JmhResults.medianNanos(results, "verify");
        Ratio.print("verify-over-bare-crypto", verify / JmhResults.medianNanos(results, "bare"), VERIFY_BAR);
        Ratio.print("verify-allocated-bytes", allocated(results, "verify"), ALLOCATION_BAR_BYTES);
        LedgerHeap.main(args);
    }

    private static double allocated(Collection<RunResult> results, String method) {
        RunResult result = JmhResults.of(results, method);
        String name = result.getSecondaryResults().keySet().stream()
                .filter(key -> key.contains("gc.alloc.rate.norm"))
                .findFirst()
                .orElseThrow();
        return Objects.requireNonNull(result.getSecondaryResults().get(name)).getScore();
    }
}
