package org.l402;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.l402.config.ConfigurationException;
import org.l402.ledger.InMemoryLedger;
import org.l402.ledger.Ledger;
import org.l402.ledger.LedgerKeys;
import org.l402.ledger.LedgerTraits;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.RootKeys;
import org.l402.price.Offer;
import org.l402.price.Price;

/** Every mistake stops start-up with one sentence that names the setting and the remedy. */
class ConfigurationTest {
    @TempDir
    Path folder;

    @Nested
    class Builder {
        @Test
        @Tag("trap-23")
        @Tag("invariant-09")
        @Tag("bad-configuration")
        void noWallet() {
            assertThatThrownBy(() -> L402.builder().build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("invoices")
                    .hasMessageContaining("name one");
        }

        @Test
        @Tag("bad-configuration")
        void twoPricesForOnePath() {
            wrong(
                    b -> b.price("/x", Price.sats(1)).price("/x/", Price.sats(2)),
                    "two prices for /x",
                    "1 sat",
                    "2 sat",
                    "remove one");
        }

        @Test
        void theSamePriceTwiceIsAMistakeToo() {
            wrong(b -> b.price("/x", Price.sats(1)).price("/x", Price.sats(1)), "two prices for /x");
        }

        @Test
        void twoOffersOfOneName() {
            wrong(
                    b -> b.price("/x", Offer.fixed(Price.sats(1)).id("same"))
                            .price("/y", Offer.fixed(Price.sats(2)).id("same")),
                    "two offers are named \"same\"",
                    "another id");
            wrong(b -> b.price("/a-b", Price.sats(1)).price("/a/b", Price.sats(2)), "two offers are named \"a-b\"");
        }

        @Test
        void aServiceNamedLikeAnOfferThatIsNotInIt() {
            wrong(
                    b -> b.price("/gold", Price.sats(1))
                            .price("/y", Offer.fixed(Price.sats(2)).service("gold")),
                    "gold",
                    "rename");
        }

        @Test
        void livesThatDoNotFit() {
            wrong(b -> b.tokenLife(Duration.ofMinutes(15)), "token-life is PT15M", "PT20M");
            wrong(b -> b.invoiceExpiry(Duration.ofSeconds(59)), "invoice-expiry", "PT1M");
        }

        @Test
        void numbersBelowOne() {
            assertThatThrownBy(() -> L402.builder().openInvoices(0)).hasMessageContaining("open-invoices");
            assertThatThrownBy(() -> L402.builder().walletConcurrency(-1)).hasMessageContaining("wallet-concurrency");
            assertThatThrownBy(() -> L402.builder().tokenLife(Duration.ZERO)).hasMessageContaining("token-life");
            assertThatThrownBy(() -> L402.builder().challengesPerClient(0, Duration.ofSeconds(1)))
                    .hasMessageContaining("challenges-per-client");
        }

        @ParameterizedTest
        @CsvSource({"reports", "*", "/a*b", "/a//b", "/a/../b", "/a;x", "/a?x", "/%41", "get /x", "GET"})
        void targetsThatAreNoPath(String target) {
            assertThatThrownBy(() -> L402.builder().price(target, Price.sats(1)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(target);
        }

        @Test
        void aProxyThatIsNoAddress() {
            assertThatThrownBy(() -> L402.builder().trustedProxies("proxy.example.org"))
                    .hasMessageContaining("trusted-proxies")
                    .hasMessageContaining("10.0.0.0/8");
        }

        @Test
        void aFailedStartClosesWhatItWasGiven() {
            TestWallet wallet = new TestWallet(new TestClock());
            assertThatThrownBy(() -> L402.builder()
                            .invoices(wallet)
                            .price("/x", Price.sats(1))
                            .price("/x", Price.sats(2))
                            .build())
                    .isInstanceOf(ConfigurationException.class);
            assertThat(wallet.closed).isTrue();
        }

        private void wrong(UnaryOperator<L402Builder> setUp, String... parts) {
            assertThatThrownBy(() -> setUp.apply(L402.builder().invoices(new TestWallet(new TestClock())))
                            .build())
                    .isInstanceOf(ConfigurationException.class)
                    .message()
                    .contains(parts);
        }
    }

    @Nested
    class Keys {
        private Path file;

        @BeforeEach
        void name() {
            file = folder.resolve("l402.key");
        }

        @Test
        void aMissingFileIsMadeForOneProcessAndReadableByItsOwnerOnly() throws IOException {
            build(b -> b.rootKeyFile(file)).close();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).containsPattern("mint [0-9a-f]{64}");
            String before = Files.readString(file);
            build(b -> b.rootKeyFile(file)).close();
            assertThat(Files.readString(file)).isEqualTo(before);
        }

        @Test
        void aMissingFileIsAMistakeWhereServersShareTheLedger() {
            wrong(traits(true, true), b -> b.rootKeyFile(file), "does not exist", "every server the same");
            assertThat(file).doesNotExist();
        }

        @Test
        @Tag("trap-23")
        @Tag("invariant-09")
        @Tag("bad-configuration")
        void aDurableLedgerNeedsAKeyFile() {
            wrong(traits(true, false), b -> b, "root-key-file is missing", "name a file");
        }

        @Test
        @Tag("bad-configuration")
        void aFileThatOthersCanRead() throws IOException {
            write("mint " + "ab".repeat(32), "rw-r--r--");
            wrong(b -> b.rootKeyFile(file), "chmod 600");
            write("mint " + "ab".repeat(32), "rw--w----");
            wrong(b -> b.rootKeyFile(file), "chmod 600");
        }

        @Test
        @Tag("bad-configuration")
        void aShortOrGarbledKey() throws IOException {
            for (String text :
                    new String[] {"mint abcd", "ab".repeat(32), "sign " + "ab".repeat(32), "mint " + "zz".repeat(32)}) {
                write(text, "rw-------");
                wrong(b -> b.rootKeyFile(file), "64 hexadecimal digits");
            }
        }

        @Test
        @Tag("bad-configuration")
        void aKeyFileInADirectoryThatDoesNotExist() {
            Path nowhere = folder.resolve("nowhere").resolve("root-keys");
            wrong(b -> b.rootKeyFile(nowhere), "root-key-file", "its directory does not exist", "make it");
        }

        @Test
        @Tag("invariant-08")
        void theMessageNeverQuotesTheKey() throws IOException {
            write("mint deadbeef" + "ab".repeat(27), "rw-------");
            assertThatThrownBy(() -> build(b -> b.rootKeyFile(file))).message().doesNotContain("deadbeef");
        }

        @Test
        @Tag("bad-configuration")
        @Tag("invariant-08")
        void aKeyWhereTheNameOfItsFileShouldStand() {
            String key = "deadbeef".repeat(8);
            for (Path misplaced : List.of(Path.of(key), Path.of("mint " + key), folder.resolve(key))) {
                assertThatThrownBy(() -> build(b -> b.rootKeyFile(misplaced)))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("root-key-file")
                        .hasMessageContaining("name that file")
                        .message()
                        .doesNotContain("deadbeef");
                assertThat(misplaced).doesNotExist();
            }
        }

        @Test
        @Tag("trap-23")
        @Tag("invariant-09")
        void withoutAFileEveryEngineHasAKeyOfItsOwn() {
            TestClock clock = new TestClock();
            TestWallet wallet = new TestWallet(clock);
            Ledger ledger = InMemoryLedger.create(clock, new SecureRandom());
            Set<Integer> keyIds = new HashSet<>();
            for (int i = 0; i < 10; i++) {
                L402 engine = L402.builder()
                        .clock(clock)
                        .invoices(wallet)
                        .ledger(ledger)
                        .walletTimeLimit(Duration.ofSeconds(30))
                        .price("/x", Price.sats(5))
                        .build();
                JsonObject body = Seller.body(Seller.challenge(engine.decide(TestRequest.get("/x"))));
                keyIds.add(Identifier.of(Macaroon.parse(body.getString("macaroon")))
                        .keyId());
            }
            assertThat(keyIds).hasSize(10);
        }

        @Test
        void noKeyOrTwoKeysThatMint() throws IOException {
            write("verify " + "ab".repeat(32), "rw-------");
            wrong(b -> b.rootKeyFile(file), "no line that starts with \"mint\"");
            write("# nothing", "rw-------");
            wrong(b -> b.rootKeyFile(file), "no line that starts with \"mint\"");
            write("mint " + "ab".repeat(32) + "\nmint " + "cd".repeat(32), "rw-------");
            wrong(b -> b.rootKeyFile(file), "two lines that start with \"mint\"");
            write("mint " + "ab".repeat(32) + "\nverify " + "ab".repeat(32), "rw-------");
            wrong(b -> b.rootKeyFile(file), "twice");
        }

        @Test
        void keysInTwoPlaces() throws IOException {
            write("mint " + "ab".repeat(32), "rw-------");
            wrong(b -> b.rootKeyFile(file).rootKeys(RootKeys.of(new byte[32])), "both given");
        }

        @Test
        @Tag("bad-configuration")
        @Tag("invariant-03")
        void aKeyWithLiveTokensThatIsGone() throws IOException {
            write("mint " + "ab".repeat(32), "rw-------");
            LedgerTraits traits = new LedgerTraits(
                    "0011223344556677",
                    true,
                    false,
                    Optional.of(new Recorded(Map.of("0123456789abcdef", Instant.parse("2030-01-02T00:00:00Z")))));
            wrong(traits, b -> b.rootKeyFile(file), "lacks the key 0123456789abcdef", "2030-01-02", "\"verify\" line");
        }

        @Test
        void aKeyWhoseTokensHaveExpiredMayGo() throws IOException {
            write("mint " + "ab".repeat(32), "rw-------");
            Recorded record = new Recorded(Map.of("0123456789abcdef", Instant.parse("2029-12-31T00:00:00Z")));
            build(new LedgerTraits("0011223344556677", true, false, Optional.of(record)), b -> b.rootKeyFile(file))
                    .close();
            assertThat(record.written).isEqualTo(RootKeys.of(key(0xab)).mintingFingerprint());
        }

        private byte[] key(int value) {
            byte[] key = new byte[32];
            java.util.Arrays.fill(key, (byte) value);
            return key;
        }

        private void write(String text, String permissions) throws IOException {
            Files.deleteIfExists(file);
            Files.writeString(file, text + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }

        private void wrong(UnaryOperator<L402Builder> setUp, String... parts) {
            wrong(traits(false, false), setUp, parts);
        }

        private void wrong(LedgerTraits traits, UnaryOperator<L402Builder> setUp, String... parts) {
            assertThatThrownBy(() -> build(traits, setUp))
                    .isInstanceOf(ConfigurationException.class)
                    .message()
                    .contains(parts)
                    .contains("root-key-file");
        }

        private L402 build(UnaryOperator<L402Builder> setUp) {
            return build(traits(false, false), setUp);
        }

        private L402 build(LedgerTraits traits, UnaryOperator<L402Builder> setUp) {
            TestClock clock = new TestClock();
            return setUp.apply(L402.builder()
                            .clock(clock)
                            .invoices(new TestWallet(clock))
                            .ledger(new NamedLedger(traits, InMemoryLedger.create(clock, new SecureRandom()))))
                    .build();
        }

        private static LedgerTraits traits(boolean durable, boolean shared) {
            return new LedgerTraits("0011223344556677", durable, shared, Optional.empty());
        }
    }

    private static final class Recorded implements LedgerKeys {
        private final Map<String, Instant> recorded;
        private String written;

        Recorded(Map<String, Instant> recorded) {
            this.recorded = recorded;
        }

        @Override
        public void mintsUntil(String fingerprint, Instant liveUntil) {
            written = fingerprint;
        }

        @Override
        public Map<String, Instant> recorded() {
            return recorded;
        }
    }

    private static final class NamedLedger extends OutageTest.Forwarding {
        private final LedgerTraits traits;

        NamedLedger(LedgerTraits traits, Ledger real) {
            super(real);
            this.traits = traits;
        }

        @Override
        public LedgerTraits traits() {
            return traits;
        }
    }

    @Nested
    class File {
        @Test
        void everySettingIsUnderstood() {
            L402Builder builder = read("""
                    price./reports/* = 5 sat
                    free./reports/* = 1 per PT24H
                    price.POST/v1/x = 2500 msat
                    challenges-per-client = 10 per PT1M
                    open-invoices = 100
                    wallet-concurrency = 4
                    wallet-time-limit = PT1S
                    invoice-expiry = PT5M
                    token-life = P2D
                    max-call-duration = PT1M
                    strict401 = true
                    trusted-proxies = 10.0.0.0/8, 192.0.2.1
                    client-address-header = Forwarded
                    node-pin = 03e7156ae33b0a208d0744199163177e909e80176e55d97a2f221ede0f934dd9ad
                    expect = POST /v1/x
                    ledger = memory
                    """);

            L402 engine = builder.rootKeys(RootKeys.of(Seller.KEY))
                    .invoices(new TestWallet(new TestClock()))
                    .build();
            assertThat(engine.catalog().rules().find("GET", "/reports/x")).hasValueSatisfying(offer -> {
                assertThat(offer.id()).isEqualTo("reports-any");
                assertThat(offer.free().orElseThrow()).hasToString("1 per PT24H");
            });
            assertThat(engine.catalog()
                            .rules()
                            .find("POST", "/v1/x")
                            .orElseThrow()
                            .pricing())
                    .hasToString("2500 msat");
            assertThat(engine.catalog().rules().find("GET", "/v1/x")).isEmpty();
            assertThat(engine.catalog().expected()).containsExactly("POST /v1/x");
        }

        @ParameterizedTest
        @Tag("bad-configuration")
        @CsvSource(
                delimiter = '|',
                value = {
                    "price./x = 5 | a price is a whole number with a unit",
                    "price./x = five sat | a price is a whole number with a unit",
                    "price./x = 0 sat | above zero",
                    "price./x = 3000000000000000 sat | 21 million",
                    "price.x = 5 sat | belongs to a path",
                    "price.POST /v1/x = 5 sat | without a space",
                    "prise./x = 5 sat | did you mean",
                    "invoces = lnd | did you mean invoices",
                    "free./x = 1 per PT24H | there is no price./x",
                    "token-life = 3600 | a duration needs a unit",
                    "wallet-time-limit = 2s | a duration needs a unit",
                    "open-invoices = many | a whole number",
                    "open-invoices = -1 | a whole number",
                    "strict401 = yes | true or false",
                    "challenges-per-client = 10 | a free quota is",
                    "trusted-proxies = proxy.example.org | 10.0.0.0/8",
                    "node-pin = abc | node-pin",
                    "invoices = nosuch | on the class path",
                    "invoices = a, b | one wallet",
                    "ledger = nosuch:/x | on the class path",
                    "ledger = disk | a kind and a place",
                    "root-key-file = ${NO_SUCH_VARIABLE_HERE} | NO_SUCH_VARIABLE_HERE"
                })
        void aMistakeIsNamedWithItsRemedy(String line, String remedy) {
            String key = line.substring(0, line.indexOf(' '));
            assertThatThrownBy(() -> read(line))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining(remedy)
                    .message()
                    .doesNotContain("\n");
        }

        @Test
        void aKeyWrittenTwice() {
            assertThatThrownBy(() -> read("price./x = 5 sat\nprice./x = 6 sat"))
                    .hasMessageContaining("price./x is written twice");
        }

        @Test
        void variablesAreReplaced() {
            System.setProperty("l402.test.price", "7 sat");
            try {
                L402 engine = read("price./x = ${l402.test.price}\nprice./y = ${l402.test.none:-8 sat}")
                        .invoices(new TestWallet(new TestClock()))
                        .build();
                assertThat(engine.catalog()
                                .rules()
                                .find("GET", "/x")
                                .orElseThrow()
                                .pricing())
                        .hasToString("7 sat");
                assertThat(engine.catalog()
                                .rules()
                                .find("GET", "/y")
                                .orElseThrow()
                                .pricing())
                        .hasToString("8 sat");
                engine.close();
            } finally {
                System.clearProperty("l402.test.price");
            }
        }

        private static L402Builder read(String text) {
            return L402Properties.read(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "l402.properties");
        }
    }
}
