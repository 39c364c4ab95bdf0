package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.l402.invoice.lnd.TestWallets.REQUEST;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.config.ConfigurationException;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.lnd.FakeLnd.Answer;

/** Neither the macaroon nor a preimage appears in a log line of any level, in an exception, or in an object's text. */
class SecrecyTest {
    private static final String MACAROON = HexFormat.of().formatHex(FakeLnd.MACAROON);
    private static final List<String> SECRETS = List.of(
            MACAROON,
            MACAROON.substring(MACAROON.length() - 64),
            Base64.getEncoder().encodeToString(FakeLnd.MACAROON),
            Base64.getEncoder().encodeToString(FakeInvoices.SHOWN_PREIMAGE),
            HexFormat.of().formatHex(FakeInvoices.SHOWN_PREIMAGE),
            new String(FakeInvoices.SHOWN_PREIMAGE, StandardCharsets.US_ASCII));

    @TempDir
    private Path folder;

    private final List<String> seen = new ArrayList<>();

    @Test
    @Tag("trap-22")
    @Tag("invariant-08")
    void noSecretIsEverTold() {
        try (LogCapture log = new LogCapture();
                FakeLnd lnd = FakeLnd.start(new TestNode());
                LndRestWallet wallet = TestWallets.builder(lnd.url(), folder).build()) {
            PaymentHash hash = wallet.create(REQUEST).paymentHash().orElseThrow();
            InvoiceStatus status = wallet.lookup(hash, Optional.empty());
            seen.add(status + " " + wallet + " " + wallet.traits());
            answers(hash).forEach(answer -> {
                lnd.answer(answer);
                attempt(() -> wallet.lookup(hash, Optional.empty()));
                lnd.answer(answer);
                attempt(() -> wallet.create(REQUEST));
            });
            badMacaroonFiles(lnd.url());
            seen.addAll(log.lines());
        }
        assertThat(seen).hasSizeGreaterThan(25);
        SECRETS.forEach(secret -> {
            String lower = secret.toLowerCase(Locale.ROOT);
            assertThat(seen).noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(lower));
        });
    }

    /** Each holds the preimage or echoes the macaroon. */
    private static List<Answer> answers(PaymentHash hash) {
        String preimage = "\"r_preimage\":\"" + SECRETS.get(3) + "\"";
        String rightHash = "\"r_hash\":\"" + Base64.getEncoder().encodeToString(hash.bytes()) + "\"";
        return List.of(
                Answer.json(200, "{" + preimage + "}"),
                Answer.json(200, "{" + preimage + "," + rightHash + ",\"state\":\"" + SECRETS.get(4) + "\"}"),
                Answer.json(200, "{" + preimage + "," + rightHash + ",\"state\":\"OPEN\""),
                Answer.json(200, "{" + preimage + "," + rightHash + ",\"state\":" + SECRETS.get(4) + "}"),
                Answer.json(200, "{" + preimage + ",\"r_hash\":\"" + SECRETS.get(5) + "\"}"),
                Answer.json(200, SECRETS.get(3)),
                Answer.error(500, 2, SECRETS.get(0)),
                Answer.error(500, 2, "permission denied " + SECRETS.get(0)),
                Answer.error(500, 2, "encoding/hex: " + SECRETS.get(0)),
                Answer.error(418, 99, SECRETS.get(4)),
                new Answer(429, SECRETS.get(0), Map.of("Retry-After", SECRETS.get(0))),
                new Answer(302, "", Map.of("Location", "https://elsewhere/?" + SECRETS.get(0))),
                new Answer(500, "You sent " + SECRETS.get(0), Map.of("Content-Type", "text/html")));
    }

    private void badMacaroonFiles(String url) {
        Path file = folder.resolve("bad.macaroon");
        byte[] truncated = Arrays.copyOf(FakeLnd.MACAROON, FakeLnd.MACAROON.length - 1);
        for (byte[] content : List.of(truncated, SECRETS.get(0).getBytes(StandardCharsets.US_ASCII))) {
            FakeLnd.writePrivately(file, content);
            attempt(() -> TestWallets.builder(url, folder).macaroonFile(file).build());
        }
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            assertThat(e).isInstanceOfAny(InvoiceBackendException.class, ConfigurationException.class);
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            seen.add(text.toString());
        }
    }
}
