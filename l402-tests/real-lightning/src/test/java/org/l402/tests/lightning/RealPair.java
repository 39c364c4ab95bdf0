package org.l402.tests.lightning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.l402.invoice.Network;
import org.l402.invoice.Preimage;
import org.l402.invoice.lnd.LndRestWallet;
import org.l402.invoice.lnd.LndRestWalletBuilder;
import org.l402.price.Price;
import org.l402.testkit.PayingClient;

/**
 * Two lnd nodes that {@code scripts/lightning/lnd-pair start} has left running: a seller, and a buyer who can pay it. They
 * are described by the file that the system property {@value #ENV} names.
 */
final class RealPair {
    /** Tests of this module run only where it is set. */
    static final String ENV = "l402.lnd.env";

    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)='(.*)'");
    private static final Path SCRIPT = Path.of("..", "..", "scripts", "lightning", "lnd-pair");
    private static final long COMMAND_SECONDS = 90;

    private final Path env;
    private final Map<String, String> values = new TreeMap<>();

    private RealPair(Path env) throws IOException {
        this.env = env.toAbsolutePath();
        for (String line : Files.readAllLines(env, StandardCharsets.UTF_8)) {
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                values.put(variable.group(1), variable.group(2));
            }
        }
    }

    static RealPair running() {
        try {
            return new RealPair(Path.of(System.getProperty(ENV)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException(env + " has no " + name);
        }
        return value;
    }

    Path file(String name) {
        return Path.of(value(name));
    }

    /** The seller's wallet, but for its macaroon. */
    LndRestWalletBuilder seller() {
        return LndRestWallet.builder()
                .url(value("SELLER_REST_URL"))
                .tlsCertFile(file("SELLER_TLS_CERT"))
                .network(Network.SIMNET);
    }

    /** Pays as the buyer. */
    Preimage pay(String bolt11) {
        return Preimage.parse(run(SCRIPT.toString(), "pay", env.getParent().toString(), bolt11));
    }

    /** Pays what the shop asks for, and no more. */
    PayingClient customer() {
        return new PayingClient(HttpClient.newHttpClient(), this::pay, Price.msat(Shop.PRICE_MSAT));
    }

    /** Stops the seller's lnd in its tracks: connections are accepted and nothing is answered. */
    void freezeSeller() {
        run("kill", "-STOP", value("SELLER_PID"));
    }

    void resumeSeller() {
        run("kill", "-CONT", value("SELLER_PID"));
    }

    /** Copies a macaroon or a certificate to where a test can exchange it. */
    Path copy(String name, Path to) {
        try {
            Files.write(to, Files.readAllBytes(file(name)));
            return Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command[0] + " " + command[1] + " failed");
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
