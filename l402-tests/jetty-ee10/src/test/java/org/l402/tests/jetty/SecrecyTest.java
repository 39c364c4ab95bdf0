package org.l402.tests.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.L402;
import org.l402.invoice.Network;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.invoice.lnd.FakeLnd;
import org.l402.invoice.lnd.LndRestWallet;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.RootKeys;
import org.l402.price.Offer;
import org.l402.price.Price;
import org.l402.price.PriceInput;
import org.l402.servlet.L402Filter;
import org.l402.testkit.PayingClient;

/** A whole sale with all that can go wrong: no secret of buyer, seller or wallet is in a log line or in an answer. */
class SecrecyTest {
    private static final Pattern OWN_MACAROON = Pattern.compile("macaroon\"?[=:]\"([A-Za-z0-9+/=]+)\"");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DevelopmentWallet node = DevelopmentWallet.create();
    private final PayingClient buyer = new PayingClient(http, node::pay, Price.sats(10));
    private final Set<String> secrets = new TreeSet<>();
    private final List<HttpResponse<String>> answers = new ArrayList<>();
    private Server jetty;

    /** Gives some calls away, fails at others. */
    static final class Report extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getPathInfo() != null && request.getPathInfo().endsWith("fails")) {
                throw new IllegalStateException("the seller's own trouble");
            }
            response.getWriter().print(L402Filter.charge(request));
        }
    }

    @Test
    @Tag("trap-22")
    @Tag("invariant-08")
    void noSecretIsToldInASaleWhateverGoesWrong() throws Exception {
        Path keyFile = folder.resolve("l402.key");
        List<String> lines;
        try (EverythingLogged log = new EverythingLogged()) {
            FakeLnd lnd = FakeLnd.start(node);
            try {
                open(lnd, keyFile);
                sell(keyFile);
            } finally {
                lnd.close();
            }
            assertThat(get("/reports/after-the-wallet-died").statusCode()).isEqualTo(503);
            jetty.stop();
            lines = log.lines();
        }
        secrets.addAll(forms(FakeLnd.MACAROON));
        assertThat(lines).hasSizeGreaterThan(15).anyMatch(line -> line.contains("Captured"));
        lines.forEach(this::holdsNoSecret);
        answers.forEach(this::tellsNobodyElsesSecret);
    }

    private void open(FakeLnd lnd, Path keyFile) throws Exception {
        LndRestWallet wallet = LndRestWallet.builder()
                .url(lnd.url())
                .macaroonFile(FakeLnd.writeMacaroon(folder))
                .network(Network.REGTEST)
                .build();
        L402 engine = L402.builder()
                .invoices(wallet)
                .rootKeyFile(keyFile)
                .price("/reports/*", Price.sats(5))
                .price("/computed", Offer.priced(in -> broken(), PriceInput.header("Authorization")))
                .listener(event -> {
                    throw new IllegalStateException("the seller's metrics are down");
                })
                .build();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((types, servlets) -> L402Filter.install(servlets, engine));
        ServletHolder report = new ServletHolder(new Report());
        context.addServlet(report, "/reports/*");
        context.addServlet(report, "/computed");
        jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        jetty.setHandler(context);
        jetty.start();
    }

    private static Price broken() {
        throw new IllegalStateException("the seller's price function fails");
    }

    private void sell(Path keyFile) throws Exception {
        String key = Files.readString(keyFile).replaceAll("(?s).*mint ([0-9a-f]{64}).*", "$1");
        secrets.addAll(forms(HexFormat.of().parseHex(key)));
        for (String path : List.of("/reports/a", "/reports/b", "/reports/fails")) {
            HttpResponse<String> challenge = get(path);
            String credential = buyer.pay(challenge);
            remember(credential, RootKeys.of(HexFormat.of().parseHex(key)));
            misuse(path, credential);
            get(path, "Authorization", credential);
            get(path, "Authorization", credential);
        }
    }

    /** Everything that a server is tempted to log the credential for. */
    private void misuse(String path, String credential) throws Exception {
        int colon = credential.indexOf(':');
        Macaroon token = Macaroon.parse(credential.substring(5, colon));
        String preimage = credential.substring(colon + 1);
        Macaroon forged = Macaroon.mint(new byte[32], token.identifier(), List.of("services=x:0"));
        String hex =
                HexFormat.of().formatHex(token.narrow("preimage=" + preimage).encode());
        for (String bad : List.of(
                credential + "0",
                credential.substring(0, colon),
                credential.replace(preimage, "0".repeat(64)),
                credential.replace(preimage, preimage.substring(1) + 'g'),
                credential + ", " + credential.replace(preimage, "1".repeat(64)),
                l402(forged, preimage),
                l402(token.narrow("l402:budget=zero:" + preimage), preimage),
                l402(token.narrow("l402:path=/" + preimage), preimage),
                l402(token.narrow("reports-any_valid_until=1"), preimage),
                l402(token.narrow("l402:budget=1:0011223344556677"), preimage))) {
            assertThat(get(path, "Authorization", bad).statusCode()).isBetween(400, 499);
        }
        assertThat(get(path, "Macaroon", hex + "00").statusCode()).isEqualTo(400);
        assertThat(get(path, "Macaroon", 'x' + hex).statusCode()).isEqualTo(400);
        assertThat(get("/computed", "Authorization", credential).statusCode()).isBetween(400, 503);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(jetty.getURI().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        answers.add(answer);
        return answer;
    }

    private void remember(String credential, RootKeys keys) {
        int colon = credential.indexOf(':');
        Macaroon token = Macaroon.parse(credential.substring(5, colon));
        byte[] packet = token.encode();
        secrets.addAll(forms(packet));
        secrets.addAll(forms(Arrays.copyOfRange(packet, packet.length - 32, packet.length)));
        secrets.addAll(forms(HexFormat.of().parseHex(credential, colon + 1, credential.length())));
        secrets.addAll(forms(keys.rootKey(Identifier.of(token)).orElseThrow()));
    }

    /** How bytes get into a text. Of long ones the end will do: the start of a macaroon is public. */
    private static List<String> forms(byte[] secret) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        return List.of(
                end(HexFormat.of().formatHex(secret), 64),
                end(base64.encodeToString(secret), 40),
                end(url.encodeToString(secret), 40),
                end(Arrays.toString(secret).replaceAll("[\\[\\]]", ""), 80),
                end(new String(secret, StandardCharsets.ISO_8859_1), 32).toLowerCase(Locale.ROOT));
    }

    private static String end(String text, int length) {
        return text.substring(Math.max(0, text.length() - length));
    }

    private void tellsNobodyElsesSecret(HttpResponse<String> answer) {
        String all = answer.headers().map() + answer.body();
        Matcher own = OWN_MACAROON.matcher(all);
        // A challenge hands out its own macaroon, and no other.
        holdsNoSecret(answer.statusCode() == 402 ? own.replaceAll("") : all);
    }

    private void holdsNoSecret(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        secrets.forEach(secret -> assertThat(lower).doesNotContain(secret.toLowerCase(Locale.ROOT)));
    }

    private static String l402(Macaroon token, String preimage) {
        return "L402 " + Base64.getEncoder().encodeToString(token.encode()) + ':' + preimage;
    }
}
