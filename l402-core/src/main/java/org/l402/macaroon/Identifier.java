package org.l402.macaroon;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.l402.internal.crypto.HmacSha256;
import org.l402.invoice.PaymentHash;

/**
 * The identifier of an L402 macaroon, version 0 (bLIP-26; aperture {@code l402/identifier.go}), 66 bytes big-endian:
 *
 * <pre>
 * u16 version = 0 | payment_hash(32) | token_id(32)
 * token_id = u32 key id | u64 mint time, ms since 1970 | random(20)
 * </pre>
 *
 * <p>The inner layout of the token id is ours; to others it is 32 opaque bytes. Immutable.
 */
public final class Identifier {
    /** Bytes in an identifier. */
    public static final int LENGTH = 66;

    private static final short VERSION = 0;
    private static final int HASH_AT = 2;
    private static final int TOKEN_ID_AT = HASH_AT + PaymentHash.LENGTH;
    private static final int RANDOM_AT = TOKEN_ID_AT + Integer.BYTES + Long.BYTES;

    /** Shared with the macaroon that it was read from. */
    private final byte[] packet;

    private final int offset;
    private final PaymentHash paymentHash;

    private Identifier(byte[] packet, int offset) {
        this.packet = packet;
        this.offset = offset;
        this.paymentHash = PaymentHash.at(packet, offset + HASH_AT, PaymentHash.LENGTH);
    }

    /** @throws MacaroonFormatException unless there are 66 bytes of version 0 */
    public static Identifier parse(byte[] bytes) {
        return at(bytes.clone(), 0, bytes.length);
    }

    /** @throws MacaroonFormatException unless the macaroon's identifier is 66 bytes of version 0 */
    public static Identifier of(Macaroon macaroon) {
        return at(macaroon.packet(), macaroon.identifierOffset(), macaroon.identifierLength());
    }

    private static Identifier at(byte[] packet, int offset, int length) {
        if (length != LENGTH) {
            throw new MacaroonFormatException("L402 identifier must have " + LENGTH + " bytes");
        }
        if (packet[offset] != 0 || packet[offset + 1] != VERSION) {
            throw new MacaroonFormatException("L402 identifier has an unknown version");
        }
        return new Identifier(packet, offset);
    }

    /** A new identifier for one payment. */
    public static Identifier create(PaymentHash hash, int keyId, Instant minted, SecureRandom random) {
        byte[] tail = new byte[LENGTH - RANDOM_AT];
        random.nextBytes(tail);
        ByteBuffer out = ByteBuffer.allocate(LENGTH).putShort(VERSION).put(hash.bytes());
        out.putInt(keyId).putLong(minted.toEpochMilli()).put(tail);
        return new Identifier(out.array(), 0);
    }

    /** The payment whose preimage proves this token. */
    public PaymentHash paymentHash() {
        return paymentHash;
    }

    /** Names the master key that signed; meaningless in a token of another server. */
    public int keyId() {
        return ByteBuffer.wrap(packet).getInt(offset + TOKEN_ID_AT);
    }

    /** When the token was minted; meaningless in a token of another server. */
    public Instant minted() {
        return Instant.ofEpochMilli(ByteBuffer.wrap(packet).getLong(offset + TOKEN_ID_AT + Integer.BYTES));
    }

    /** The token id as 64 hexadecimal digits: what may be logged of a token. */
    public String tokenId() {
        return HexFormat.of().formatHex(packet, offset + TOKEN_ID_AT, offset + LENGTH);
    }

    /** Adds the 66 bytes to a tag that is being computed. */
    void update(HmacSha256 hmac) {
        hmac.update(packet, offset, LENGTH);
    }

    /** A copy of the 66 bytes. */
    public byte[] bytes() {
        return Arrays.copyOfRange(packet, offset, offset + LENGTH);
    }

    @Override
    public String toString() {
        return "Identifier[" + tokenId() + "]";
    }
}
