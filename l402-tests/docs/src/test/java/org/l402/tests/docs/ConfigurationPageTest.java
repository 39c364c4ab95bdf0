package org.l402.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.l402.L402Builder;
import org.l402.config.InvoiceBackendProvider;
import org.l402.config.LedgerProvider;

/** {@code configuration.md} has the keys that the code knows, all of them and no others, with their true defaults. */
class ConfigurationPageTest {
    @TempDir
    Path folder;

    private Seller seller;

    @BeforeEach
    void furnish() throws Exception {
        seller = Seller.in(folder);
    }

    static List<String> wallets() {
        return ServiceLoader.load(InvoiceBackendProvider.class).stream()
                .map(provider -> provider.get().name())
                .toList();
    }

    /** The page's example of every key, for one wallet, is a file that the code reads without a word. */
    @ParameterizedTest
    @MethodSource("wallets")
    void hasTheKeysThatTheCodeKnows(String wallet) throws Exception {
        List<Setting> settings = Setting.all().stream()
                .filter(setting -> ofWallet(setting.key(), wallet) || !ofSomeWallet(setting.key()))
                .toList();
        String file = String.join(
                "\n",
                settings.stream()
                        .map(setting -> setting.key().equals("invoices") ? "invoices = " + wallet : setting.line())
                        .toList());

        Set<String> known = KnownKeys.askedFor(seller.local(file));

        Set<String> documented = new TreeSet<>();
        settings.forEach(setting -> documented.add(key(setting)));
        assertThat(documented).isEqualTo(known);
    }

    @Test
    void namesEveryLedger() {
        String page = String.join("\n", Setting.PAGE.lines());

        assertThat(ServiceLoader.load(LedgerProvider.class).stream()
                        .map(provider -> provider.get().name()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("`" + name + ":"));
    }

    /** A wallet or a ledger that this module does not depend on would escape the tests above. */
    @Test
    void knowsEveryWalletAndLedgerOfThisBuild() throws Exception {
        List<String> declared = new ArrayList<>();
        for (String parent : List.of("invoice-backends", "ledger-stores")) {
            try (Stream<Path> files = Files.walk(Page.ROOT.resolve(parent))) {
                for (Path file :
                        files.filter(ConfigurationPageTest::declaresProvider).toList()) {
                    declared.addAll(Files.readAllLines(file));
                }
            }
        }
        List<String> loaded = Stream.concat(
                        ServiceLoader.load(InvoiceBackendProvider.class).stream(),
                        ServiceLoader.load(LedgerProvider.class).stream())
                .map(provider -> provider.type().getName())
                .toList();

        assertThat(loaded).containsExactlyInAnyOrderElementsOf(declared);
    }

    /** What the page calls a default changes nothing when it is written down. */
    @Test
    void tellsTheDefaults() throws Exception {
        String file = String.join(
                "\n",
                Setting.all().stream()
                        .filter(setting -> !setting.standard().isEmpty() && !ofSomeWallet(setting.key()))
                        .filter(setting -> !setting.key().startsWith("ledger"))
                        .map(setting -> setting.key() + " = " + setting.standard())
                        .toList());

        assertThat(file).contains("token-life", "strict401");
        assertThat(plainFields(seller.read(file, "defaults")))
                .containsExactlyElementsOf(plainFields(seller.read("", "nothing")));
    }

    private static String key(Setting setting) {
        return setting.key().contains("<") ? setting.example().split(" = ", 2)[0] : setting.key();
    }

    private static boolean ofSomeWallet(String key) {
        return wallets().stream().anyMatch(wallet -> ofWallet(key, wallet));
    }

    private static boolean ofWallet(String key, String wallet) {
        return key.startsWith(wallet + '.');
    }

    private static boolean declaresProvider(Path file) {
        return file.getParent().endsWith(Path.of("src", "main", "resources", "META-INF", "services"));
    }

    private static List<String> plainFields(L402Builder builder) throws ReflectiveOperationException {
        List<String> values = new ArrayList<>();
        for (Field field : L402Builder.class.getDeclaredFields()) {
            Class<?> type = field.getType();
            if (!Modifier.isStatic(field.getModifiers())
                    && (type.isPrimitive() || type == String.class || type == Duration.class)) {
                field.setAccessible(true);
                values.add(field.getName() + " = " + field.get(builder));
            }
        }
        return values;
    }
}
