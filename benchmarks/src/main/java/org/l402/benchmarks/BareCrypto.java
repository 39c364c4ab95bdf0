package org.l402.benchmarks;

import java.security.MessageDigest;
import java.util.List;
import org.l402.internal.crypto.HmacSha256;
import org.l402.macaroon.Caveat;
import org.l402.macaroon.Macaroon;

/**
 * The HMAC and SHA-256 calls of one verification and nothing else: no parsing, no comparing, no rules. HMAC over one fresh
 * {@link MessageDigest} is the fastest correct use of the JDK that was found; {@code javax.crypto.Mac} costs a fifth more.
 */
final class BareCrypto {
    private static final byte[] KEY_GENERATOR =
            "macaroons-key-generator".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final byte[] LABEL = "l402/root-key\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final byte[] master = new byte[HmacSha256.LENGTH];
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
            caveats[i] = all.get(i).text().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    /** One byte of every result, so that none can be left out. */
    int run() {
        HmacSha256 hmac = new HmacSha256();
        byte[] running = new byte[HmacSha256.LENGTH];
        hmac.sha256(preimage, running);
        int seen = running[0];
        hmac.mac(master, rootMessage, 0, rootMessage.length, running);
        hmac.mac(KEY_GENERATOR, running, 0, running.length, running);
        hmac.mac(running, identifier, 0, identifier.length, running);
        for (byte[] caveat : caveats) {
            hmac.mac(running, caveat, 0, caveat.length, running);
        }
        return seen ^ running[0];
    }
}
