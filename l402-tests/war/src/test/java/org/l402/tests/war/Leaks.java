package org.l402.tests.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What a web application left behind. Holds its class loader weakly, or it would be the leak itself. */
final class Leaks {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    // The one thread that nothing but a garbage collection ends before JDK 21; and Tomcat's own, which visits
    // applications.
    private static final String PASSING = "HttpClient-\\d+-SelectorManager|Catalina-utility-\\d+";

    private final WeakReference<ClassLoader> application;

    Leaks(ClassLoader application) {
        this.application = new WeakReference<>(application);
    }

    /** Right after it was removed. */
    void requireThreadsEnded() {
        assertThat(threads().filter(name -> !name.matches(PASSING))).isEmpty();
    }

    void requireNoDriver() {
        assertThat(DriverManager.drivers().map(driver -> driver.getClass().getClassLoader()))
                .doesNotContain(application.get());
    }

    /** After a garbage collection there is nothing at all. */
    void requireCollected() {
        Awaitility.await("the class loader is garbage").atMost(PATIENCE).until(() -> {
            System.gc();
            return application.get() == null;
        });
        List<String> names = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("l402") || name.startsWith("H2") || name.startsWith("MVStore"))
                .toList();
        assertThat(names).isEmpty();
    }

    private java.util.stream.Stream<String> threads() {
        ClassLoader loader = application.get();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == loader
                        || thread.getClass().getClassLoader() == loader
                        || thread.getName().startsWith("l402"))
                .map(Thread::getName);
    }
}
