package org.l402.invoice.lnd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.l402.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, read again when the file changes: lnd renews its certificate, and sellers their macaroons, without
 * asking when a restart would suit.
 *
 * <p>Looks at the file at most once a second, and only when somebody asks. A file that cannot be used any more is
 * reported once, and what was read before stays in use. Thread-safe; nobody waits while another thread reads.
 */
final class ReloadedFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(LndRestWallet.class);
    private static final long PAUSE_MILLIS = 1000;

    private final Path file;
    private final Function<Path, T> reader;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();

    private volatile T value;
    private volatile long lookedAt;

    // Guarded by the lock.
    private Optional<Stamp> stamp;
    private boolean reported;

    /** What tells two states of a file apart; the key, on Unix, is that of the inode. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    /**
     * Reads the file for the first time.
     *
     * @param reader throws {@link ConfigurationException} if the file is no good
     */
    ReloadedFile(Path file, Function<Path, T> reader, InstantSource clock) {
        this.file = file;
        this.reader = reader;
        this.clock = clock;
        this.lookedAt = clock.millis();
        // Before the file itself: a change in between is seen the next time.
        this.stamp = stampOf(file);
        this.value = reader.apply(file);
    }

    T current() {
        long now = clock.millis();
        // A clock that was set back must not stop the looking.
        if (Math.abs(now - lookedAt) >= PAUSE_MILLIS && looking.tryLock()) {
            try {
                lookedAt = now;
                look();
            } finally {
                looking.unlock();
            }
        }
        return value;
    }

    private void look() {
        Optional<Stamp> found = stampOf(file);
        if (found.isPresent() && found.equals(stamp)) {
            reported = false;
            return;
        }
        try {
            value = reader.apply(file);
            stamp = found;
            reported = false;
            LOG.info("{} has changed and was read again", file);
        } catch (ConfigurationException e) {
            if (!reported) {
                LOG.warn("What was read before stays in use: {}", e.getMessage());
            }
            reported = true;
        }
    }

    private static Optional<Stamp> stampOf(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(found.lastModifiedTime(), found.size(), found.fileKey()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
