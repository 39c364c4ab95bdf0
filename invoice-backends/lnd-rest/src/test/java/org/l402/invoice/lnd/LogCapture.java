package org.l402.invoice.lnd;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, at every level; it goes nowhere else meanwhile. */
public final class LogCapture implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    /** Begins. */
    public LogCapture() {
        root.iteratorForAppenders().forEachRemaining(usual::add);
        usual.forEach(root::detachAppender);
        events.setContext(root.getLoggerContext());
        events.start();
        root.addAppender(events);
        root.setLevel(Level.TRACE);
    }

    /** Level, message and messages of exceptions. */
    public List<String> lines() {
        return List.copyOf(events.list).stream().map(LogCapture::line).toList();
    }

    private static String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getLevel() + " " + event.getFormattedMessage());
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            line.append(' ').append(cause.getMessage());
        }
        return line.toString();
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(events);
        usual.forEach(root::addAppender);
    }
}
