package org.l402.macaroon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Map<Integer, byte[]> masters = new LinkedHashMap<>();
    private final byte[] minting;
    private final byte[] first;

    private RootKeys(List<byte[]> keys, int mintingIndex) {
        for (byte[] key : keys) {
            if (masters.put(idOf(key), key.clone()) != null) {
                throw new IllegalArgumentException("the same root key is given twice");
            }
        }
        this.minting = keys.get(mintingIndex).clone();
        this.first = keys.get(0).clone();
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
        return idOf(minting);
    }

    /** The root key of one token, or empty if its master key is not among these. */
    public Optional<byte[]> rootKey(Identifier identifier) {
        return Optional.ofNullable(rootKey(identifier, new HmacSha256()));
    }

    /** Whether one of these keys signs, or signed, tokens with such an identifier. */
    public boolean knows(Identifier identifier) {
        return masters.containsKey(identifier.keyId());
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
        byte[] master = masters.get(identifier.keyId());
        if (master == null) {
            return null;
        }
        byte[] key = new byte[HmacSha256.LENGTH];
        hmac.begin(master);
        hmac.update(ROOT, 0, ROOT.length);
        identifier.update(hmac);
        hmac.end(key);
        return key;
    }

    /**
     * A secret for another use than signing tokens, derived from the first key.
     *
     * @param label names the use; every use has its own
     */
    public byte[] secret(String label) {
        return new HmacSha256().mac(first, label("l402/secret/" + label));
    }

    /** 16 hexadecimal digits for each key, in order: safe to log and to store. The minting key is among them. */
    public List<String> fingerprints() {
        return masters.values().stream().map(RootKeys::fingerprint).toList();
    }

    /** The fingerprint of the key that mints. */
    public String mintingFingerprint() {
        return fingerprint(minting);
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
