package org.l402.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Driver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.ledger.Balance;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.LedgerException;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Settled;

/** Threads, class loaders, interrupts, and a database that closes under the ledger. */
class LifecycleTest {
    @TempDir
    Path directory;

    private final Purchases purchases = new Purchases(Instant.parse("2199-01-01T00:00:00Z"));

    private JdbcLedger open() {
        return JdbcLedger.h2(directory.resolve("ledger"));
    }

    @Test
    void noThreadOutlivesTheLedger() {
        Set<Thread> before = threads();
        try (JdbcLedger ledger = open()) {
            purchases.sell(ledger, 1000);
            assertThat(threads()).isNotEqualTo(before);
        }

        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            Set<Thread> left = threads();
            left.removeAll(before);
            assertThat(left).isEmpty();
        });
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** What a container does at undeploy: everything of the web application must become garbage. */
    @Test
    void aWebApplicationCanBeUnloaded() throws Exception {
        assertUnloads(openAndClose(ClassLoader.getPlatformClassLoader(), entry -> true));
    }

    /** H2 then outlives the web application and must not remember it, if it was not the first that made H2 start. */
    @Test
    void aWebApplicationThatUsesTheContainersH2CanBeUnloaded() throws Exception {
        try (URLClassLoader container =
                new URLClassLoader(classPath(LifecycleTest::isH2), ClassLoader.getPlatformClassLoader())) {
            Driver h2 = (Driver)
                    container.loadClass("org.h2.Driver").getConstructor().newInstance();
            h2.connect("jdbc:h2:mem:", new Properties()).close();

            assertUnloads(openAndClose(container, entry -> !isH2(entry)));
            assertThat(h2.getClass().getClassLoader()).isEqualTo(container);
        }
    }

    private static boolean isH2(String entry) {
        return entry.contains("h2database");
    }

    private static void assertUnloads(WeakReference<ClassLoader> application) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return application.get() == null;
        });
    }

    private WeakReference<ClassLoader> openAndClose(ClassLoader container, Predicate<String> own) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPath(own), container)) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> ledgers = loader.loadClass(JdbcLedger.class.getName());
            assertThat(ledgers).isNotEqualTo(JdbcLedger.class);
            try (AutoCloseable ledger =
                    (AutoCloseable) ledgers.getMethod("h2", Path.class).invoke(null, directory.resolve("ledger"))) {
                // The container looks for drivers in every application that it starts.
                Class.forName("org.h2.Driver", true, loader);
                assertThat(ledger).isNotNull();
            }
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] classPath(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                // A container brings its own logging; in a web application it would log to the console by a shutdown
                // hook.
                .filter(entry -> !entry.contains("logback"))
                .filter(wanted)
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toArray(URL[]::new);
    }

    @Test
    void closingTwiceIsHarmless() {
        JdbcLedger ledger = open();
        ledger.close();
        ledger.close();
    }

    @Test
    void aClosedLedgerSaysSoWithoutData() {
        JdbcLedger ledger = open();
        ledger.close();
        Payment paid = purchases.payment(1000);

        assertThatThrownBy(() -> purchases.reserve(ledger, 1, Purchases.own(paid)))
                .isInstanceOf(LedgerException.class)
                .message()
                .startsWith("the ledger's database failed")
                .doesNotContain(paid.hash().hex());
    }

    @Test
    void anInterruptedRequestStillEndsItsCharge() {
        try (JdbcLedger ledger = open()) {
            Payment paid = purchases.payment(1000);
            ReservationId id = purchases.reserved(ledger, 600, Purchases.own(paid));

            Thread.currentThread().interrupt();
            Settled end = ledger.capture(id, 600);
            assertThat(Thread.interrupted()).as("is still interrupted").isTrue();

            assertThat(end).isEqualTo(Settled.captured(600, 0));
            assertThat(ledger.balance(Purchases.account(paid))).contains(new Balance(1000, 600, 0, 400, 0));
        }
    }

    /** Containers interrupt the threads of requests that take too long; H2's own files close at that. */
    @Test
    void interruptsDoNotCloseTheDatabase() throws Exception {
        try (JdbcLedger ledger = open()) {
            for (int i = 0; i < 50; i++) {
                Thread request = new Thread(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        purchases.sell(ledger, 10);
                    }
                });
                request.setUncaughtExceptionHandler((thread, e) -> {});
                request.start();
                Thread.sleep(i % 5);
                request.interrupt();
                request.join();
            }

            purchases.sell(ledger, 10);
        }
    }

    @Test
    void opensTheFileAgainWhenH2HasClosedIt() throws Exception {
        H2File file = H2File.of(directory.resolve("ledger"));
        H2Database database = H2Database.open(file, InstantSource.system(), new SecureRandom());
        try (JdbcLedger ledger = JdbcLedger.on(database, new SecureRandom(), JdbcLedger.DEFAULT_CAPACITY)) {
            Payment paid = purchases.payment(1000);
            ReservationId id = purchases.reserved(ledger, 600, Purchases.own(paid));

            // As after a full disk.
            new Sql("SHUTDOWN IMMEDIATELY").update(database.connections().getConnection());

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .ignoreExceptionsInstanceOf(LedgerException.class)
                    .untilAsserted(() -> assertThat(ledger.capture(id, 600)).isEqualTo(Settled.captured(600, 0)));
        }
    }
}
