package org.l402.invoice.lnd;

import java.nio.file.Path;
import java.util.HexFormat;
import org.l402.config.ConfigurationException;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.MacaroonFormatException;

/**
 * The credential that lnd wants, as its REST interface wants it. Immutable; never printed: there is no
 * {@code toString}.
 */
final class LndMacaroon {
    /** Makes a macaroon that can do what a seller needs and nothing else. */
    static final String BAKE = "lncli bakemacaroon --save_to l402.macaroon uri:/lnrpc.Lightning/AddInvoice"
            + " uri:/lnrpc.Lightning/LookupInvoice";

    private final String hex;

    private LndMacaroon(byte[] bytes) {
        this.hex = HexFormat.of().formatHex(bytes);
    }

    /**
     * Reads lnd's own file.
     *
     * @param allowAdmin whether it may allow more than invoices
     * @throws ConfigurationException if it cannot be read, is open to strangers, is no macaroon, or may do too much
     */
    static LndMacaroon read(Path path, boolean allowAdmin) {
        SettingFile file = new SettingFile("lnd-rest.macaroon-file", path);
        byte[] bytes = file.read();
        file.requirePrivate();
        Macaroon macaroon = parse(bytes, file);
        if (!allowAdmin) {
            MacaroonRights.beyondInvoices(macaroon).ifPresent(right -> {
                throw file.wrong("allows " + right + ", which is more than invoices need; bake a smaller one: " + BAKE
                        + ", or write lnd-rest.allow-admin-macaroon = true");
            });
        }
        return new LndMacaroon(bytes);
    }

    /** The value of the header {@code Grpc-Metadata-macaroon}. */
    String secretHex() {
        return hex;
    }

    private static Macaroon parse(byte[] bytes, SettingFile file) {
        try {
            return Macaroon.parse(bytes);
        } catch (MacaroonFormatException e) {
            throw file.wrong(
                    isText(bytes)
                            ? "holds text instead of a binary macaroon; copy the file as lnd wrote it, or turn hexadecimal"
                                    + " text back with: xxd -r -p"
                            : "is no macaroon of lnd; copy the file as lnd wrote it, or bake one: " + BAKE);
        }
    }

    /** Hexadecimal or Base64, with white space. */
    private static boolean isText(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet < ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return false;
            }
        }
        return bytes.length > 0;
    }
}
