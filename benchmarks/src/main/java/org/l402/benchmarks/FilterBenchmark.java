package org.l402.benchmarks;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.l402.L402;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.price.Price;
import org.l402.servlet.L402Filter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A request to a path without a price: through the filter, and straight to the chain. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {
    private final L402 engine = L402.builder()
            .invoices(DevelopmentWallet.create())
            .price("/reports/*", Price.sats(5))
            .build();
    private final L402Filter filter = new L402Filter(engine);
    private final HttpServletResponse response = PlainRequest.unused(HttpServletResponse.class);

    /** For JMH. */
    public FilterBenchmark() {}

    @Setup
    public void start() throws Exception {
        filter.init(new Config(new ServletContextHandler().getServletContext()));
    }

    @TearDown
    public void stop() {
        filter.destroy();
    }

    @Benchmark
    public void filter(Blackhole hole) throws Exception {
        FilterChain handler = (request, answer) -> hole.consume(request);
        filter.doFilter(new PlainRequest("/open/daily"), response, handler);
    }

    @Benchmark
    public void chain(Blackhole hole) throws Exception {
        FilterChain handler = (request, answer) -> hole.consume(request);
        handler.doFilter(new PlainRequest("/open/daily"), response);
    }

    private record Config(ServletContext context) implements FilterConfig {
        @Override
        public String getFilterName() {
            return L402Filter.NAME;
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
