package org.l402.invoice.lnd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.l402.config.ConfigurationException;

/**
 * A small file that a setting names.
 *
 * @param setting its key
 */
record SettingFile(String setting, Path path) {
    private static final int MAX_BYTES = 64 * 1024;
    private static final Set<PosixFilePermission> STRANGERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    /** @throws ConfigurationException if it cannot be read; the message never quotes what it holds */
    byte[] read() {
        if (!Files.exists(path)) {
            throw wrong("does not exist; copy it from the node, or correct the name");
        }
        if (!Files.isRegularFile(path)) {
            throw wrong("is no file; name the file itself");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw wrong("is longer than 64 KiB; name another file");
            }
            return bytes;
        } catch (AccessDeniedException e) {
            throw wrong("cannot be read by the user of this process; change its owner or its permissions");
        } catch (IOException e) {
            throw wrong("cannot be read (" + e.getClass().getSimpleName() + "); look at the disk");
        }
    }

    /** @throws ConfigurationException if any user of this machine can read or write it */
    void requirePrivate() {
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(path).stream().anyMatch(STRANGERS::contains)) {
                throw wrong("can be read or written by every user of this machine; chmod 640 it");
            }
        } catch (IOException e) {
            throw wrong("cannot be read (" + e.getClass().getSimpleName() + "); look at the disk");
        }
    }

    ConfigurationException wrong(String what) {
        return new ConfigurationException(setting + " = " + path + " " + what);
    }
}
