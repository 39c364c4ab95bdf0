package org.l402.internal.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104) over one reused {@link MessageDigest}.
 *
 * <p>A macaroon is a chain of HMACs whose keys are always 32 fresh bytes; {@code javax.crypto.Mac} would look its
 * provider up and initialise a key object for every link. Not thread-safe: make one per verification, which is cheap,
 * and share none (virtual threads make pools and thread-locals a burden).
 */
public final class HmacSha256 {
    /** Bytes in a tag, and in a SHA-256 digest. */
    public static final int LENGTH = 32;

    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest sha;
    private final byte[] pad = new byte[BLOCK];

    /** With a digest of its own. */
    public HmacSha256() {
        this(Sha256.digest());
    }

    /** @param sha a SHA-256 digest that nobody else uses meanwhile */
    public HmacSha256(MessageDigest sha) {
        this.sha = sha;
    }

    /** The tag of {@code message} under {@code key}, in a new array. */
    public byte[] mac(byte[] key, byte[] message) {
        byte[] tag = new byte[LENGTH];
        mac(key, message, 0, message.length, tag);
        return tag;
    }

    /**
     * Writes the tag of a slice of {@code message} to {@code tag}, which may be the same array as {@code key}.
     *
     * @param key at most 64 bytes
     */
    public void mac(byte[] key, byte[] message, int offset, int length, byte[] tag) {
        begin(key);
        update(message, offset, length);
        end(tag);
    }

    /** Starts a tag whose message arrives in pieces by {@link #update}; {@link #end} finishes it. */
    public void begin(byte[] key) {
        if (key.length > BLOCK) {
            throw new IllegalArgumentException("HMAC key longer than one block");
        }
        Arrays.fill(pad, INNER);
        for (int i = 0; i < key.length; i++) {
            pad[i] ^= key[i];
        }
        sha.update(pad);
    }

    public void update(byte[] message, int offset, int length) {
        sha.update(message, offset, length);
    }

    public void end(byte[] tag) {
        digestInto(tag);
        for (int i = 0; i < BLOCK; i++) {
            pad[i] ^= (byte) (INNER ^ OUTER);
        }
        sha.update(pad);
        sha.update(tag, 0, LENGTH);
        digestInto(tag);
    }

    private void digestInto(byte[] out) {
        try {
            sha.digest(out, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 of 32 bytes did not fit", e);
        }
    }
}
