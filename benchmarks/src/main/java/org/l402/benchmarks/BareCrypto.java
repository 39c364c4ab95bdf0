package org.l402.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.l402.macaroon.Caveat;
import org.l402.macaroon.Macaroon;

/**
 * The HMAC and SHA-256 calls of one verification and nothing else: no parsing, no comparing, no rules. HMAC over one fresh
 * {@link MessageDigest} is the fastest correct use of the JDK that was found; {@code javax.crypto.Mac} costs a fifth more.
 */
final class BareCrypto {
    private static final byte[] KEY_GENERATOR = "macaroons-key-generator".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL = "l402/root-key\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 32;
    private static final int BLOCK = 64;

    private final byte[] master = new byte[LENGTH];
    private final byte[] rootMessage;
    private final byte[] identifier;
    private final byte[] preimage;
    private final byte[][] caveats;

    BareCrypto(Tokens.Paid paid) {
        Macaroon token = paid.token();
        this.identifier = token.identifier();
        this.preimage = paid.preimage().secretBytes();
        this.rootMessage = new byte[LABEL.length + identifier.length];
        List<Caveat> all = token.caveats();
        this.caveats = new byte[all.size()][];
        for (int i = 0; i < caveats.length; i++) {
            caveats[i] = all.get(i).text().getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** One byte of every result, so that none can be left out. */
    int run() throws GeneralSecurityException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] pad = new byte[BLOCK];
        byte[] running = new byte[LENGTH];
        sha.update(preimage);
        sha.digest(running, 0, LENGTH);
        int seen = running[0];
        hmac(sha, pad, master, rootMessage, running);
        hmac(sha, pad, KEY_GENERATOR, running, running);
        hmac(sha, pad, running, identifier, running);
        for (byte[] caveat : caveats) {
            hmac(sha, pad, running, caveat, running);
        }
        return seen ^ running[0];
    }

    private static void hmac(MessageDigest sha, byte[] pad, byte[] key, byte[] message, byte[] tag)
            throws GeneralSecurityException {
        Arrays.fill(pad, (byte) 0x36);
        for (int i = 0; i < key.length; i++) {
            pad[i] ^= key[i];
        }
        sha.update(pad);
        sha.update(message);
        sha.digest(tag, 0, LENGTH);
        for (int i = 0; i < BLOCK; i++) {
            pad[i] ^= 0x36 ^ 0x5c;
        }
        sha.update(pad);
        sha.update(tag, 0, LENGTH);
        sha.digest(tag, 0, LENGTH);
    }
}
