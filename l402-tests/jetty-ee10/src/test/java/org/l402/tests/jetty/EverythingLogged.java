package org.l402.tests.jetty;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** What this library logs at every level, and what the HTTP client of the JDK logs, while it is open. */
final class EverythingLogged implements AutoCloseable {
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.l402");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final List<java.util.logging.Logger> jdk = List.of(
            java.util.logging.Logger.getLogger("jdk.httpclient"),
            java.util.logging.Logger.getLogger("jdk.internal.httpclient"),
            java.util.logging.Logger.getLogger("jdk.httpclient.HttpClient"));
    private final List<String> jdkLines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            jdkLines.add(line.getMessage() + ' ' + line.getThrown());
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    EverythingLogged() {
        events.setContext(ours.getLoggerContext());
        events.start();
        ours.addAppender(events);
        ours.setLevel(Level.TRACE);
        ours.setAdditive(false);
        handler.setLevel(java.util.logging.Level.ALL);
        jdk.forEach(logger -> {
            logger.setLevel(java.util.logging.Level.ALL);
            logger.addHandler(handler);
        });
    }

    /** Messages, and those of exceptions and their causes. */
    List<String> lines() {
        List<String> lines = new CopyOnWriteArrayList<>(jdkLines);
        List.copyOf(events.list).forEach(event -> lines.add(line(event)));
        return lines;
    }

    private static String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getLevel() + " " + event.getFormattedMessage());
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            line.append(' ').append(cause.getClassName()).append(' ').append(cause.getMessage());
        }
        return line.toString();
    }

    @Override
    public void close() {
        ours.detachAppender(events);
        ours.setAdditive(true);
        ours.setLevel(null);
        jdk.forEach(logger -> logger.removeHandler(handler));
    }
}
