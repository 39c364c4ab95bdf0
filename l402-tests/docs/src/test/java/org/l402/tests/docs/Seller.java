package org.l402.tests.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.l402.L402Builder;
import org.l402.L402Properties;
import org.l402.macaroon.Macaroon;

/** A machine like the one that the pages are about: in place of its folders it has one with the files that they name. */
record Seller(Path folder) {
    private static final Pattern FOLDERS = Pattern.compile("/var/lib/[a-z0-9-]+|/run/secrets|/etc/[a-z0-9-]+");

    static Seller in(Path folder) throws IOException {
        Path macaroon = folder.resolve("l402.macaroon");
        Files.write(
                macaroon, Macaroon.mint(new byte[32], new byte[] {1}, List.of()).encode());
        Files.setPosixFilePermissions(macaroon, PosixFilePermissions.fromString("rw-------"));
        try (InputStream certificate = Seller.class.getResourceAsStream("/tls.cert")) {
            Files.copy(Objects.requireNonNull(certificate), folder.resolve("tls.cert"));
        }
        return new Seller(folder);
    }

    /** A text of a page, with the folders of this machine. */
    String local(String text) {
        return FOLDERS.matcher(text).replaceAll(folder.toString());
    }

    /** Reads a properties file as a seller's server would. */
    L402Builder read(String properties, String source) {
        return L402Properties.read(
                new ByteArrayInputStream(local(properties).getBytes(StandardCharsets.UTF_8)), source);
    }
}
