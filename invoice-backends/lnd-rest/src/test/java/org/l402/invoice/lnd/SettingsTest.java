package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.config.ConfigurationException;
import org.l402.config.InvoiceBackendProvider;
import org.l402.config.Settings;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.Network;

class SettingsTest {
    private final Map<String, String> values = new TreeMap<>();

    @TempDir
    private Path folder;

    private Path macaroon;

    @BeforeEach
    void setUp() {
        macaroon = FakeLnd.writeMacaroon(folder);
        set("url", "https://127.0.0.1:8080");
        set("macaroon-file", macaroon.toString());
        set("network", "regtest");
    }

    @Test
    void theShortestSettingsAreEnoughAndTheNodeMayBeDown() {
        assertThat(open()).isEqualTo(new BackendTraits("lnd-rest", Network.REGTEST, true, true));
    }

    @Test
    void allSettingsAreUnderstood() {
        set(
                "tls-cert-file",
                TestCertificate.create().write(folder.resolve("tls.cert")).toString());
        set("name", "attic");
        set("allow-admin-macaroon", "true");
        set("network", "mainnet");

        assertThat(open()).isEqualTo(new BackendTraits("attic", Network.MAINNET, true, true));
    }

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(InvoiceBackendProvider.class).stream()
                        .map(provider -> provider.get().name()))
                .contains("lnd-rest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "macaroon-file", "network"})
    void namesWhatIsMissing(String key) {
        values.remove("lnd-rest." + key);

        refused().hasMessageContaining("lnd-rest." + key + " is missing; ");
    }

    @ParameterizedTest
    @EnumSource(Network.class)
    void knowsEveryNetwork(Network network) {
        set("network", network.toString());

        assertThat(open().network()).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitcoin", "Mainnet", "MAINNET", "testnet4", ""})
    void knowsNoOtherNetwork(String network) {
        set("network", network);

        refused().hasMessageContaining("lnd-rest.network").hasMessageContaining("mainnet, testnet, signet");
    }

    @Test
    void refusesANameThatCannotStandInAGrant() {
        set("name", "My Node");

        refused().hasMessageContaining("lnd-rest.name").hasMessageContaining("lower-case letters");
    }

    @Test
    void refusesTheNameOfTheWalletThatOnlyPretends() {
        set("name", "development");

        refused().hasMessageContaining("lnd-rest.name").hasMessageContaining("choose another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:8080",
                "https://127.0.0.1:8080/",
                "https://node.example.com",
                "HTTPS://node.example.com:443",
                "https://[2001:db8::1]:8080",
                "http://127.0.0.1:8080",
                "http://127.9.9.9:8080",
                "http://localhost:8080",
                "http://[::1]:8080"
            })
    void takesAnAddress(String url) {
        set("url", url);

        assertThat(open().name()).isEqualTo("lnd-rest");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, https://",
        "node.example.com, https://",
        "grpc://127.0.0.1:10009, https://",
        "https://, ''",
        "https:///v1, host name",
        "https://my_node:8080, host name",
        "https://127.0.0.1:8080/v1, path",
        "https://127.0.0.1:8080/?a=b, query",
        "https://127.0.0.1:8080#x, fragment",
        "https://127.0.0.1:0, port",
        "https://127.0.0.1:65536, port",
        "https://127.0.0.1:8080 x, URL",
        "http://10.0.0.7:8080, unencrypted",
        "http://node.example.com:8080, unencrypted",
        "http://127.0.0.1.example.com:8080, unencrypted",
        "http://localhost.example.com:8080, unencrypted",
        "https://lnd:hunter2@127.0.0.1:8080, user",
        "https://lnd:hunter2@my_node, host name",
        "http://127.0.0.1@evil.example.com:8080, user"
    })
    void refusesAnAddressThatLeadsAstray(String url, String why) {
        set("url", url);

        refused()
                .hasMessageStartingWith("lnd-rest.url")
                .hasMessageContaining(why)
                .hasMessageEndingWith("; write it like https://127.0.0.1:8080")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesAMacaroonFileThatIsMissing() {
        set("macaroon-file", folder.resolve("none").toString());

        refused().hasMessageContaining("lnd-rest.macaroon-file = ").hasMessageContaining("does not exist");
    }

    @Test
    void refusesAFolderAsAMacaroonFile() {
        set("macaroon-file", folder.toString());

        refused().hasMessageContaining("is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-"})
    void refusesAMacaroonFileThatStrangersCanRead(String permissions) throws IOException {
        Files.setPosixFilePermissions(macaroon, PosixFilePermissions.fromString(permissions));

        refused().hasMessageContaining("lnd-rest.macaroon-file = ").hasMessageContaining("chmod 640");
    }

    @Test
    void takesAMacaroonFileOfAGroup() throws IOException {
        Files.setPosixFilePermissions(macaroon, PosixFilePermissions.fromString("r--r-----"));

        assertThat(open().name()).isEqualTo("lnd-rest");
    }

    @Test
    void refusesAMacaroonAsTextAndSaysHowToTurnItBack() {
        String hex = HexFormat.of().formatHex(FakeLnd.MACAROON);
        FakeLnd.writePrivately(macaroon, (hex + "\n").getBytes(StandardCharsets.US_ASCII));

        refused().hasMessageContaining("xxd -r -p").hasMessageNotContaining(hex);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 133})
    void refusesAFileThatIsNoMacaroon(int length) {
        FakeLnd.writePrivately(macaroon, Arrays.copyOf(FakeLnd.MACAROON, length));

        refused().hasMessageContaining("is no macaroon of lnd").hasMessageContaining("lncli bakemacaroon");
    }

    @Test
    void refusesAHugeFile() {
        FakeLnd.writePrivately(macaroon, new byte[64 * 1024 + 1]);

        refused().hasMessageContaining("longer than 64 KiB");
    }

    @Test
    void refusesAnAdminMacaroonUnlessItIsAllowed() {
        FakeLnd.writePrivately(macaroon, TestMacaroons.ADMIN.encode());

        refused()
                .hasMessageContaining("allows info:write")
                .hasMessageContaining("lncli bakemacaroon")
                .hasMessageContaining("lnd-rest.allow-admin-macaroon = true");
        set("allow-admin-macaroon", "true");
        assertThat(open().name()).isEqualTo("lnd-rest");
    }

    @Test
    void doesNotQuoteAMacaroonThatStandsWhereItsFileShould() {
        String hex = HexFormat.of().formatHex(FakeLnd.MACAROON);
        for (String pasted : new String[] {
            hex, hex.toUpperCase(Locale.ROOT), Base64.getEncoder().encodeToString(FakeLnd.MACAROON)
        }) {
            set("macaroon-file", pasted);

            refused().hasMessageContaining("holds the macaroon itself").hasMessageNotContaining(pasted);
        }
    }

    @Test
    void refusesACertificateFileWithoutOne() throws IOException {
        Path file = Files.writeString(folder.resolve("tls.cert"), "-----BEGIN EC PRIVATE KEY-----\nhunter2\n");
        set("tls-cert-file", file.toString());
        refused().hasMessageContaining("lnd-rest.tls-cert-file = ").hasMessageNotContaining("hunter2");

        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----\n");
        refused().hasMessageContaining("can be read").hasMessageNotContaining("hunter2");

        set("tls-cert-file", folder.resolve("none").toString());
        refused().hasMessageContaining("does not exist");
    }

    @Test
    void refusesAnExpiredCertificate() {
        TestCertificate expired = TestCertificate.create(
                "localhost", InstantSource.system().instant().minusSeconds(60));
        set("tls-cert-file", expired.write(folder.resolve("tls.cert")).toString());

        refused().hasMessageContaining("expired at").hasMessageContaining("restart lnd");
    }

    private void set(String key, String value) {
        values.put("lnd-rest." + key, value);
    }

    private BackendTraits open() {
        Settings settings = Settings.of(values, "the test");
        try (InvoiceBackend wallet = new LndRestProvider().open(settings.under("lnd-rest"))) {
            settings.requireAllUnderstood();
            return wallet.traits();
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(this::open).isInstanceOf(ConfigurationException.class);
    }
}
