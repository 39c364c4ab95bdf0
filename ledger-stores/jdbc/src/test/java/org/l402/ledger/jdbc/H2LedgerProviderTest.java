package org.l402.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.config.ConfigurationException;
import org.l402.config.LedgerProvider;
import org.l402.config.Settings;
import org.l402.ledger.Ledger;

class H2LedgerProviderTest {
    @TempDir
    Path directory;

    private final H2LedgerProvider provider = new H2LedgerProvider();

    private static Settings settings(String... pair) {
        Map<String, String> values = pair.length == 0 ? Map.of() : Map.of(pair[0], pair[1]);
        return Settings.of(values, "a test").under("ledger");
    }

    private String location() {
        return directory.resolve("ledger").toString();
    }

    private void execute(String sql, String user) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:" + location());
        try (Connection connection = source.getConnection(user, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(LedgerProvider.class))
                .anySatisfy(found -> assertThat(found.name()).isEqualTo("h2"));
    }

    @Test
    void opensADurableLedgerOfOneProcess() throws IOException {
        Settings settings = settings("ledger.capacity", "10");
        try (Ledger ledger = provider.open(location(), settings)) {
            settings.requireAllUnderstood();
            assertThat(ledger.traits().durable()).isTrue();
            assertThat(ledger.traits().shared()).isFalse();
            assertThat(ledger.traits().keys()).isPresent();
            assertThat(ledger.traits().id()).matches("[0-9a-f]{16}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ledger.mv.db"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void everyFileHasANameOfItsOwn() {
        try (Ledger one = provider.open(location(), settings());
                Ledger other = provider.open(location() + "2", settings())) {
            assertThat(one.traits().id()).isNotEqualTo(other.traits().id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem:",
                "mem:l402",
                "tcp://localhost/l402",
                "ssl://db/l402",
                "nio:/l402",
                "nioMapped:/l402",
                "file:/l402",
                "zip:a!/b",
                ""
            })
    void refusesWhatIsNoFileOfItsOwn(String location) {
        assertThatThrownBy(() -> provider.open(location, settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("h2:/var/lib/app/l402");
    }

    @Test
    void refusesAWriteDelay() {
        assertThatThrownBy(() -> provider.open(location() + ";WRITE_DELAY=100", settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("remove \";WRITE_DELAY=100\"")
                .hasMessageContaining("a crash forgets payments");
    }

    @Test
    void refusesToLetOtherProcessesIn() {
        assertThatThrownBy(() -> provider.open(location() + ";auto_server=true", settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("belongs to one process");
    }

    @Test
    void refusesOtherSettingsOfH2() {
        assertThatThrownBy(() -> provider.open(location() + ";CIPHER=AES", settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("remove \";CIPHER=AES\"");
    }

    @Test
    void replacesAWriteDelayThatIsStored() throws SQLException {
        execute("SET WRITE_DELAY 200", "l402");
        assertThat(storedSettings()).contains("SET WRITE_DELAY 200;");

        provider.open(location(), settings()).close();

        assertThat(storedSettings()).contains("SET WRITE_DELAY 0;");
    }

    private List<String> storedSettings() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:" + location());
        try (Connection connection = source.getConnection("l402", "")) {
            return new Sql("SCRIPT NODATA").rows(connection, row -> row.getString(1));
        }
    }

    @Test
    void refusesTheDatabaseOfAnotherApplication() throws SQLException {
        execute("CREATE TABLE theirs (id INT)", "sa");

        assertThatThrownBy(() -> provider.open(location(), settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("belongs to another application");
    }

    @Test
    void refusesTablesOfALaterVersion() throws SQLException {
        provider.open(location(), settings()).close();
        execute(
                "INSERT INTO \"l402_schema_history\" VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'l402',"
                        + " CURRENT_TIMESTAMP, 1, TRUE)",
                "l402");

        assertThatThrownBy(() -> provider.open(location(), settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("or a later one");
    }

    @Test
    void refusesADirectoryThatDoesNotExist() {
        assertThatThrownBy(() -> provider.open(directory.resolve("gone/ledger").toString(), settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not exist; create it");
    }

    @Test
    void refusesTheEndingThatH2Adds() {
        assertThatThrownBy(() -> provider.open(location() + ".mv.db", settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leave out .mv.db");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(directory.resolve("ledger.mv.db"), "not a database\n".repeat(1000));

        assertThatThrownBy(() -> provider.open(location(), settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("H2 cannot open it");
    }

    @Test
    void refusesAFileThatIsOpenInThisProcess() {
        try (Ledger open = provider.open(location(), settings())) {
            assertThatThrownBy(() -> provider.open(location(), settings()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("the file is in use");
            assertThat(open.nearlyFull()).isFalse();
            assertThat(open.traits().keys().orElseThrow().recorded()).isEmpty();
        }
    }

    @Test
    void refusesAFileThatAnotherProcessHasOpen() throws Exception {
        try (Ledger open = provider.open(location(), settings())) {
            assertAnotherProcessIsRefused();
            assertThat(open.nearlyFull()).isFalse();
        }
    }

    /** Linux drops the lock of a process when that closes the file anywhere. */
    @Test
    void aSecondAttemptInThisProcessDoesNotLetAnotherProcessIn() throws Exception {
        try (Ledger open = provider.open(location(), settings())) {
            assertThatThrownBy(() -> provider.open(location(), settings())).isInstanceOf(ConfigurationException.class);

            assertAnotherProcessIsRefused();
            assertThat(open.nearlyFull()).isFalse();
        }
    }

    private void assertAnotherProcessIsRefused() throws Exception {
        Process second = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedSeller.class.getName(),
                        location(),
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            assertThat(second.waitFor(20, TimeUnit.SECONDS))
                    .as("ended by itself")
                    .isTrue();
        } finally {
            second.destroyForcibly();
        }
        assertThat(second.exitValue()).isNotZero();
        assertThat(Files.readString(directory.resolve("said")))
                .contains("the file is in use, and an H2 ledger belongs to one process; stop the other");
    }

    @Test
    void opensTheFileAgainAfterItWasClosedTwice() {
        Ledger first = provider.open(location(), settings());
        first.close();
        try (Ledger second = provider.open(location(), settings())) {
            first.close();

            assertThatThrownBy(() -> provider.open(location(), settings())).isInstanceOf(ConfigurationException.class);
            assertThat(second.nearlyFull()).isFalse();
        }
        provider.open(location(), settings()).close();
    }

    @Test
    void knowsAFileThatIsOpenByItsOtherName() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        try (Ledger open = provider.open(location(), settings())) {
            assertThatThrownBy(() -> provider.open(link.resolve("ledger").toString(), settings()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("the file is in use");
            assertThat(open.nearlyFull()).isFalse();
        }
    }

    @Test
    void refusesAVersionOfH2ThatWasNotTested() {
        assertThatThrownBy(() -> H2Settings.requireTested("2.4.240"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("depend on com.h2database:h2:2.3.232");
    }

    @Test
    void leavesNothingElseInTheDirectory() throws IOException {
        provider.open(location(), settings()).close();

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("ledger.mv.db"));
        }
    }
}
