package org.l402.benchmarks;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.l402.internal.http.Credentials;
import org.l402.internal.token.Circumstances;
import org.l402.internal.token.TokenVerifier;
import org.l402.internal.token.Verification;
import org.l402.price.Offer;
import org.l402.price.Price;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the header string to a verified payment, against the bare cost of its crypto. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerifyBenchmark {
    private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000);

    private final Tokens.Paid paid = new Tokens(402, "0011223344556677", NOW).next();
    private final List<String> lines = List.of(paid.credential());
    private final TokenVerifier verifier = new TokenVerifier(Tokens.KEYS);
    private final BareCrypto bareCrypto = new BareCrypto(paid);
    private final Circumstances request = new Circumstances(
            Offer.fixed(Price.sats(5)).id(Tokens.OFFER),
            "GET",
            List.of("/reports/daily"),
            () -> Optional.of(InetAddress.getLoopbackAddress()),
            NOW);

    /** For JMH. */
    public VerifyBenchmark() {}

    @Benchmark
    public Verification verify() throws Exception {
        Verification verification =
                verifier.verify(Credentials.read(this::headers).orElseThrow(), request);
        if (!(verification instanceof Verification.Accepted)) {
            throw new IllegalStateException("not verified: " + verification);
        }
        return verification;
    }

    private List<String> headers(String name) {
        return name.equals("Authorization") ? lines : List.of();
    }

    @Benchmark
    public int bare() throws Exception {
        return bareCrypto.run();
    }
}
