package org.l402.macaroon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.l402.internal.crypto.HmacSha256;

/**
 * The master keys of a seller. Every root key and every other secret is derived from them, so an unpaid visitor costs
 * no storage: {@code HMAC-SHA256(master, label 00 data)}, one label for each use.
 *
 * <p>One key mints, all verify, so a key can be rotated without killing sold tokens: add the new key to every server
 * first, then name it as the minting one. Key ids are derived from the keys. Immutable and thread-safe; prints no key.
 */
public final class RootKeys {
    /** Bytes in a master key. */
    public static final int LENGTH = 32;

    private static final byte[] ROOT = label("l402/root-key");
    private static final byte[] FINGERPRINT = label("l402/key-fingerprint");

    private final List<byte[]> masters;
    private final int[] ids;
    private final int minting;

    private RootKeys(List<byte[]> keys, int mintingIndex) {
        this.masters = keys.stream().map(byte[]::clone).toList();
        this.ids = masters.stream().mapToInt(RootKeys::idOf).toArray();
        this.minting = mintingIndex;
        if (Arrays.stream(ids).distinct().count() < ids.length) {
            throw new IllegalArgumentException("the same root key is given twice");
        }
    }

    /**
     * Keys of which the first mints.
     *
     * @param minting 32 secret, random bytes
     * @param verifying older or coming keys, whose tokens verify too
     * @throws IllegalArgumentException for a key of another length, or one given twice
     */
    public static RootKeys of(byte[] minting, byte[]... verifying) {
        List<byte[]> keys = new ArrayList<>();
        keys.add(minting);
        keys.addAll(Arrays.asList(verifying));
        return ordered(keys, 0);
    }

    /**
     * Keys in a lasting order. Quotas and throttles hang on the first one, so that they survive a change of the minting
     * key.
     *
     * @throws IllegalArgumentException for a key of another length, or one given twice
     */
    public static RootKeys ordered(List<byte[]> keys, int mintingIndex) {
        for (byte[] key : keys) {
            if (key.length != LENGTH) {
                throw new IllegalArgumentException("a root key has " + LENGTH + " bytes, not " + key.length);
            }
        }
        return new RootKeys(keys, mintingIndex);
    }

    /** The id of the key that mints. */
    public int mintingId() {
        return ids[minting];
    }

    /** The root key of one token, or empty if its master key is not among these. */
    public Optional<byte[]> rootKey(Identifier identifier) {
        return Optional.ofNullable(rootKey(identifier, new HmacSha256()));
    }

    /** Whether one of these keys signs, or signed, tokens with such an identifier. */
    public boolean knows(Identifier identifier) {
        return find(identifier.keyId()) >= 0;
    }

    /**
     * Whether one of these keys signed this macaroon: {@link #rootKey} and {@link Macaroon#verify} in one.
     *
     * @param identifier of the macaroon
     * @param sha256 a digest that the caller reuses; left as new
     */
    public boolean signed(Macaroon macaroon, Identifier identifier, MessageDigest sha256) {
        HmacSha256 hmac = new HmacSha256(sha256);
        byte[] rootKey = rootKey(identifier, hmac);
        return rootKey != null && macaroon.verify(rootKey, hmac);
    }

    private byte @Nullable [] rootKey(Identifier identifier, HmacSha256 hmac) {
        int master = find(identifier.keyId());
        if (master < 0) {
            return null;
        }
        byte[] key = new byte[HmacSha256.LENGTH];
        hmac.begin(masters.get(master));
        hmac.update(ROOT, 0, ROOT.length);
        identifier.update(hmac);
        hmac.end(key);
        return key;
    }

    /** The index of a key, or -1; there are two or three. */
    private int find(int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A secret for another use than signing tokens, derived from the first key.
     *
     * @param label names the use; every use has its own
     */
    public byte[] secret(String label) {
        return new HmacSha256().mac(masters.get(0), label("l402/secret/" + label));
    }

    /** 16 hexadecimal digits for each key, in order: safe to log and to store. The minting key is among them. */
    public List<String> fingerprints() {
        return masters.stream().map(RootKeys::fingerprint).toList();
    }

    /** The fingerprint of the key that mints. */
    public String mintingFingerprint() {
        return fingerprint(masters.get(minting));
    }

    @Override
    public String toString() {
        return "RootKeys" + fingerprints();
    }

    private static String fingerprint(byte[] key) {
        return HexFormat.of().formatHex(new HmacSha256().mac(key, FINGERPRINT), 0, 8);
    }

    private static int idOf(byte[] key) {
        return ByteBuffer.wrap(new HmacSha256().mac(key, FINGERPRINT)).getInt();
    }

    private static byte[] label(String name) {
        return (name + '\0').getBytes(StandardCharsets.US_ASCII);
    }
}
