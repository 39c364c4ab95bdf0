package org.l402.tests.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.JreMemoryLeakPreventionListener;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.ThreadLocalLeakPreventionListener;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tomcat as its {@code server.xml} sets it up: it looks for leaks itself, and says what it finds. */
class TomcatWarTest extends WarSuite {
    private static final Logger LOADER = Logger.getLogger("org.apache.catalina.loader");

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Tomcat tomcat;
    private Context context;

    @Override
    URI startServer(Path work) throws Exception {
        LOADER.addHandler(listener);
        tomcat = new Tomcat();
        tomcat.setBaseDir(work.toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        tomcat.getServer().addLifecycleListener(new JreMemoryLeakPreventionListener());
        tomcat.getServer().addLifecycleListener(new ThreadLocalLeakPreventionListener());
        // Its JSP servlet is in a library that an embedded server need not have.
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.getConnector();
        StandardHost host = (StandardHost) tomcat.getHost();
        host.setParentClassLoader(new ContainerOnly());
        Files.createDirectories(work.resolve("webapps"));
        tomcat.start();
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort());
    }

    @Override
    ClassLoader deploy() {
        context = tomcat.addWebapp("/statistics", WAR.toAbsolutePath().toString());
        assertThat(context.getState().isAvailable()).isTrue();
        return context.getLoader().getClassLoader();
    }

    /** Tomcat destroys only filters that it initialised, and a failed listener comes before those. */
    @Test
    void anApplicationThatCannotStartLeavesItsLedgerToTheNext() throws Exception {
        undeploy();
        ContextConfig failing = new ContextConfig() {
            @Override
            protected synchronized void configureStart() {
                super.configureStart();
                context.addApplicationListener("com.example.NoSuchListener");
            }
        };
        context = tomcat.addWebapp(
                tomcat.getHost(), "/statistics", WAR.toAbsolutePath().toString(), failing);
        assertThat(context.getState()).isNotEqualTo(LifecycleState.STARTED);
        undeploy();

        deployed();
    }

    @Override
    void undeploy() throws Exception {
        tomcat.getHost().removeChild(context);
        context.destroy();
        context = null;
    }

    @Override
    void stopServer() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        LOADER.removeHandler(listener);
    }

    @AfterAll
    void tomcatFoundNoLeak() {
        // Tomcat's own background thread may be looking at the application at this moment, and the thread on which the
        // pool closed its connections may be about to end: the pool has waited for its last task.
        assertThat(warnings)
                .allMatch(warning -> warning.contains("SelectorManager")
                        || warning.contains("[Catalina-utility-")
                        || warning.contains("[l402-ledger:connection-closer]"));
    }
}
