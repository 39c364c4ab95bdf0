package org.l402;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.l402.config.ConfigurationException;
import org.l402.macaroon.RootKeys;

/**
 * The file of the master keys: one line a key, {@code mint} or {@code verify} and 64 hexadecimal digits; {@code #} starts
 * a comment. Exactly one line mints.
 */
final class RootKeyFile {
    private static final Pattern LINE = Pattern.compile("(mint|verify)\\s+([0-9a-fA-F]*)");
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{" + 2 * RootKeys.LENGTH + "}");
    private static final Set<PosixFilePermission> TOO_OPEN =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);
    private static final String OWNER_ONLY = "rw-------";

    private final Path path;

    /** @throws ConfigurationException if the path is a key: one was written where the name of its file should stand */
    RootKeyFile(Path path) {
        if (KEY.matcher(path.toString()).find()) {
            throw new ConfigurationException("root-key-file holds what looks like a key, but needs the name of a file;"
                    + " write \"mint <the key>\" into a file that only its owner can read, and name that file");
        }
        this.path = path;
    }

    /** @throws ConfigurationException if the file is missing, too open, or not as it should be */
    RootKeys read() {
        if (!Files.exists(path)) {
            throw wrong(
                    "does not exist; create it with one line \"mint <64 hexadecimal digits>\" (openssl rand -hex 32),"
                            + " readable by its owner only, and give every server the same");
        }
        requirePrivate();
        try {
            return parse(Files.readAllLines(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw wrong("cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** As {@link #read}, but a missing file is made with a new random key. For a ledger of one process only. */
    RootKeys readOrCreate(SecureRandom random) {
        if (!Files.exists(path)) {
            create(random);
        }
        return read();
    }

    private void create(SecureRandom random) {
        byte[] key = new byte[RootKeys.LENGTH];
        random.nextBytes(key);
        String text = "# Signs and verifies all tokens. Whoever can read this file can forge them.\nmint "
                + HexFormat.of().formatHex(key) + "\n";
        try {
            if (posix()) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            } else {
                Files.createFile(path);
            }
            try (FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
        } catch (NoSuchFileException e) {
            throw wrong("cannot be created: its directory does not exist; make it, writable by the server's user");
        } catch (IOException e) {
            throw wrong("cannot be created (" + e.getClass().getSimpleName()
                    + "); let the server's user write in its directory");
        }
    }

    private RootKeys parse(List<String> lines) {
        List<byte[]> keys = new ArrayList<>();
        int minting = -1;
        for (String line : lines) {
            String plain = line.replaceFirst("#.*", "").strip();
            if (plain.isEmpty()) {
                continue;
            }
            Matcher matcher = LINE.matcher(plain);
            if (!matcher.matches() || matcher.group(2).length() != 2 * RootKeys.LENGTH) {
                throw wrong("has a line that is not \"mint\" or \"verify\" and 64 hexadecimal digits");
            }
            if (matcher.group(1).equals("mint")) {
                requireFirstMint(minting);
                minting = keys.size();
            }
            keys.add(HexFormat.of().parseHex(matcher.group(2)));
        }
        if (minting < 0) {
            throw wrong("has no line that starts with \"mint\"; mark the key that signs new tokens");
        }
        return ordered(keys, minting);
    }

    private void requireFirstMint(int earlier) {
        if (earlier >= 0) {
            throw wrong("has two lines that start with \"mint\"; only one key signs new tokens, the others \"verify\"");
        }
    }

    private RootKeys ordered(List<byte[]> keys, int minting) {
        try {
            return RootKeys.ordered(keys, minting);
        } catch (IllegalArgumentException e) {
            throw wrong("is wrong: " + e.getMessage());
        }
    }

    private void requirePrivate() {
        try {
            if (posix() && Files.getPosixFilePermissions(path).stream().anyMatch(TOO_OPEN::contains)) {
                throw wrong("can be read or written by other users; chmod 600 it");
            }
        } catch (IOException e) {
            throw wrong("cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private ConfigurationException wrong(String what) {
        return new ConfigurationException("root-key-file " + path + " " + what);
    }
}
