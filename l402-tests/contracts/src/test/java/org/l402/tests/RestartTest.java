package org.l402.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.Charge;
import org.l402.Decision;
import org.l402.L402;
import org.l402.L402Properties;
import org.l402.Reply;
import org.l402.RequestView;
import org.l402.invoice.development.DevelopmentWallet;

/** A shop that keeps its balances in a file is closed and opened again. */
class RestartTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("invariant-02")
    @Tag("invariant-03")
    @Tag("invariant-11")
    void aTokenThatWasPaidAndNotUsedIsGoodForOneCallAfterARestart() {
        String credential;
        try (DevelopmentWallet wallet = DevelopmentWallet.create();
                L402 shop = open(wallet)) {
            Reply challenge = ((Decision.Deny.Challenge) shop.decide(new Get(""))).reply();
            String header = challenge.header("WWW-Authenticate").orElseThrow();
            String invoice = header.replaceAll(".*invoice=\"([^\"]+)\".*", "$1");
            String macaroon = header.replaceAll(".*macaroon=\"([^\"]+)\".*", "$1");
            credential = "L402 " + macaroon + ':' + wallet.pay(invoice).secretHex();
        }
        try (L402 shop = open(DevelopmentWallet.create())) {
            Decision decision = shop.decide(new Get(credential));
            assertThat(decision).isInstanceOf(Decision.Allow.Paid.class);
            ((Decision.Allow.Paid) decision).charge().end(Charge.Outcome.READY);
        }
        try (L402 shop = open(DevelopmentWallet.create())) {
            assertThat(shop.decide(new Get(credential))).isInstanceOf(Decision.Deny.Challenge.class);
        }
    }

    private L402 open(DevelopmentWallet wallet) {
        String settings = "price./x = 5 sat\nledger = h2:" + folder.resolve("ledger") + "\nroot-key-file = "
                + folder.resolve("l402.key");
        InputStream in = new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8));
        return L402Properties.read(in, "l402.properties").invoices(wallet).build();
    }

    /** A request for {@code /x}. */
    private record Get(String authorization) implements RequestView {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public List<String> paths() {
            return List.of("/x");
        }

        @Override
        public List<String> headers(String name) {
            boolean shown = name.equals("Authorization") && !authorization.isEmpty();
            return shown ? List.of(authorization) : List.of();
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.empty();
        }

        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public Optional<String> contentType() {
            return Optional.empty();
        }

        @Override
        public InputStream body() {
            return InputStream.nullInputStream();
        }

        @Override
        public void replayBody(byte[] bytes) {
            throw new UnsupportedOperationException();
        }
    }
}
