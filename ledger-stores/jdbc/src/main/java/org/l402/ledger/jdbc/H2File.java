package org.l402.ledger.jdbc;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Pattern;
import org.l402.config.ConfigurationException;

/** Where an H2 database lies: a file name without the ending that H2 adds. */
final class H2File {
    private static final String ENDING = ".mv.db";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final Path path;

    private H2File(Path path) {
        this.path = path;
    }

    /**
     * @param location what a seller wrote after {@code ledger = h2:}
     * @throws ConfigurationException if that is anything but the name of a file in an existing directory
     */
    static H2File parse(String location) {
        int settings = location.indexOf(';');
        if (settings >= 0) {
            throw setting(location, location.substring(settings + 1));
        }
        if (location.isBlank() || SCHEME.matcher(location).matches()) {
            throw wrong(
                    location,
                    "this ledger is a file of one process, so databases in memory or on a server"
                            + " (\"mem:\", \"tcp:\" and the like) are refused; write the name of a file, like h2:/var/lib/app/l402");
        }
        try {
            return of(Path.of(location));
        } catch (InvalidPathException e) {
            throw wrong(location, "a file name is needed, like h2:/var/lib/app/l402");
        }
    }

    /** @throws ConfigurationException if there is no such directory, or the name has the ending of H2 */
    static H2File of(Path file) {
        Path path = file.toAbsolutePath().normalize();
        String text = path.toString();
        if (text.indexOf(';') >= 0) {
            throw setting(text, text.substring(text.indexOf(';') + 1));
        }
        if (text.endsWith(ENDING)) {
            throw wrong(text, "leave out " + ENDING + ", which H2 adds");
        }
        Path directory = path.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw wrong(
                    text, "the directory " + directory + " does not exist; create it, writable by the server's user");
        }
        return new H2File(path);
    }

    /** Without H2's ending, as its URLs want it. */
    String name() {
        return path.toString();
    }

    /** The same whichever way it is called. It must exist. */
    String realName() {
        try {
            return Path.of(path + ENDING).toRealPath().toString();
        } catch (IOException e) {
            throw wrong("it cannot be read (" + e.getClass().getSimpleName() + "); give it to the server's user");
        }
    }

    /** Makes an empty file if there is none: only its owner may change balances. */
    void create() {
        Path file = Path.of(path + ENDING);
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // As at every start but the first.
        } catch (IOException e) {
            throw wrong("it cannot be created (" + e.getClass().getSimpleName()
                    + "); let the server's user write in its directory");
        }
    }

    ConfigurationException inUse() {
        return wrong(
                "the file is in use, and an H2 ledger belongs to one process; stop the other process or give this one"
                        + " a file of its own");
    }

    /** The sentence for this file when it cannot be used. */
    ConfigurationException wrong(String why) {
        return wrong(name(), why);
    }

    private static ConfigurationException setting(String location, String settings) {
        String setting = settings.strip();
        String name = setting.toUpperCase(Locale.ROOT);
        String why = "settings of H2 cannot be given here";
        if (name.startsWith("WRITE_DELAY")) {
            why = "with a write delay a crash forgets payments and reopens spent tokens, so the ledger writes at once";
        } else if (name.startsWith("AUTO_SERVER")) {
            why = "an H2 ledger belongs to one process";
        }
        return wrong(location, why + "; remove \";" + setting + "\"");
    }

    private static ConfigurationException wrong(String location, String why) {
        return new ConfigurationException("ledger = h2:" + location + " is wrong: " + why);
    }
}
