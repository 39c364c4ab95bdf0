package org.l402.macaroon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.l402.internal.crypto.HmacSha256;

/**
 * A macaroon in the V2 binary format of libmacaroons and go-macaroon, with binary identifiers and caveats.
 *
 * <pre>
 * macaroon = 02 [01 len location] 02 len identifier 00 *caveat 00 06 20 signature(32)
 * caveat   = [01 len location] 02 len id [04 len vid] 00
 * </pre>
 *
 * <p>Signature chain (HMAC-SHA256): {@code k = HMAC("macaroons-key-generator", rootKey)}, {@code s0 = HMAC(k,
 * identifier)}, {@code s(n+1) = HMAC(s(n), caveat)}. Anybody who holds a macaroon can append caveats; nobody can take
 * one away. Third-party caveats are parsed and never verify: L402 servers mint none.
 *
 * <p>Immutable and thread-safe. Limits: {@value #MAX_BYTES} bytes, {@value #MAX_CAVEATS} caveats.
 */
public final class Macaroon {
    /** The most bytes that {@link #parse} takes. */
    public static final int MAX_BYTES = 4096;

    /** The most caveats that {@link #parse} takes. */
    public static final int MAX_CAVEATS = 64;

    private static final byte[] KEY_GENERATOR = "macaroons-key-generator".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNATURE_FIELD = 2 + HmacSha256.LENGTH;

    private final byte[] packet;
    private final PacketLayout layout;
    private final List<Caveat> caveats;

    private Macaroon(byte[] packet) {
        this.packet = packet;
        this.layout = PacketLayout.read(packet);
        this.caveats = layout.caveats();
    }

    /**
     * Reads one macaroon, strictly: nothing may follow it.
     *
     * @throws MacaroonFormatException for anything but a V2 macaroon within the limits
     */
    public static Macaroon parse(byte[] packet) {
        if (packet.length > MAX_BYTES) {
            throw new MacaroonFormatException("macaroon is longer than " + MAX_BYTES + " bytes");
        }
        return new Macaroon(packet.clone());
    }

    /**
     * Reads one macaroon from base64: of the standard or the URL-safe alphabet, padded or not, with no stray bits.
     *
     * @throws MacaroonFormatException for anything but a V2 macaroon within the limits
     */
    public static Macaroon parse(String base64) {
        return parse(base64, 0, base64.length());
    }

    /**
     * As {@link #parse(String)}, for a part of a text.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public static Macaroon parse(String text, int from, int to) {
        if (to - from > 2 * MAX_BYTES) {
            throw new MacaroonFormatException("macaroon is longer than " + MAX_BYTES + " bytes");
        }
        byte[] packet = Base64Text.decode(text, from, to);
        return packet.length > MAX_BYTES ? parse(packet) : new Macaroon(packet);
    }

    /**
     * Makes a macaroon without a location, signed under {@code rootKey}.
     *
     * @param caveats in order; each is written one byte a character (ISO-8859-1)
     */
    public static Macaroon mint(byte[] rootKey, byte[] identifier, List<String> caveats) {
        HmacSha256 hmac = new HmacSha256();
        PacketWriter out = new PacketWriter();
        out.octet(PacketLayout.V2).field(PacketReader.IDENTIFIER, identifier).octet(PacketReader.EOS);
        byte[] signature = hmac.mac(hmac.mac(KEY_GENERATOR, rootKey), identifier);
        for (String caveat : caveats) {
            byte[] id = caveat.getBytes(StandardCharsets.ISO_8859_1);
            out.field(PacketReader.IDENTIFIER, id).octet(PacketReader.EOS);
            hmac.mac(signature, id, 0, id.length, signature);
        }
        out.octet(PacketReader.EOS).field(PacketReader.SIGNATURE, signature);
        return new Macaroon(out.bytes());
    }

    /** A copy that is narrowed by one more first-party caveat; needs no key. */
    public Macaroon narrow(String caveat) {
        byte[] id = caveat.getBytes(StandardCharsets.ISO_8859_1);
        int tail = packet.length - SIGNATURE_FIELD - 1;
        PacketWriter out = new PacketWriter().raw(packet, 0, tail);
        out.field(PacketReader.IDENTIFIER, id).octet(PacketReader.EOS).octet(PacketReader.EOS);
        out.field(PacketReader.SIGNATURE, new HmacSha256().mac(signature(), id));
        return new Macaroon(out.bytes());
    }

    /** Whether {@code rootKey} signed this identifier and exactly these caveats. Constant time in the signature. */
    public boolean verify(byte[] rootKey) {
        return verify(rootKey.clone(), new HmacSha256());
    }

    /** As {@link #verify(byte[])}; overwrites {@code rootKey}. */
    boolean verify(byte[] rootKey, HmacSha256 hmac) {
        byte[] expected = chain(rootKey, hmac, caveats.size());
        return firstPartyOnly() && MessageDigest.isEqual(expected, signature());
    }

    /**
     * The running signature right after caveat {@code index}: a name for everything up to there, which nobody can
     * compute without the root key or the token itself.
     */
    public byte[] signatureAt(int index, byte[] rootKey) {
        return chain(rootKey.clone(), new HmacSha256(), index + 1);
    }

    /** Turns a root key, in place, into the signature after so many caveats. */
    private byte[] chain(byte[] running, HmacSha256 hmac, int links) {
        hmac.mac(KEY_GENERATOR, running, 0, running.length, running);
        hmac.mac(running, packet, layout.identifierOffset(), layout.identifierLength(), running);
        for (int i = 0; i < links; i++) {
            caveats.get(i).sign(hmac, running);
        }
        return running;
    }

    /** Whether all caveats are first-party ones: L402 servers mint no others. */
    public boolean firstPartyOnly() {
        return layout.firstPartyOnly();
    }

    /** A copy of the identifier. */
    public byte[] identifier() {
        return slice(layout.identifierOffset(), layout.identifierLength());
    }

    int identifierOffset() {
        return layout.identifierOffset();
    }

    int identifierLength() {
        return layout.identifierLength();
    }

    /** The packet itself, for readers in this package. */
    byte[] packet() {
        return packet;
    }

    /** All caveats in order, first-party and third-party. */
    public List<Caveat> caveats() {
        return caveats;
    }

    /** The V2 binary form. Carries authority: never log it. */
    public byte[] encode() {
        return packet.clone();
    }

    /** How many caveats there are and no byte of authority. */
    @Override
    public String toString() {
        return "Macaroon[" + caveats.size() + " caveats]";
    }

    private byte[] signature() {
        return slice(packet.length - HmacSha256.LENGTH, HmacSha256.LENGTH);
    }

    private byte[] slice(int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(packet, offset, copy, 0, length);
        return copy;
    }
}
