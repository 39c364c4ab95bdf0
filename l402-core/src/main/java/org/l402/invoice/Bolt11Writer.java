package org.l402.invoice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.l402.internal.bolt11.Bech32;
import org.l402.internal.bolt11.FiveBits;
import org.l402.internal.crypto.Secp256k1;

/**
 * Writes and signs BOLT 11 invoices, for wallets that hold a node key themselves: the development wallet, and tests.
 *
 * <p>Mutable, for one thread; every call of {@link #sign} makes one invoice.
 */
public final class Bolt11Writer {
    private static final int MAX_DESCRIPTION_BYTES = 639;

    // var_onion_optin and payment_secret: what every payer since 2021 requires (BOLT 9, bits 8 and 14).
    private static final byte[] FEATURES = {1 << 4, 1 << 3, 0};

    private final Network network;
    private OptionalLong amountMsat = OptionalLong.empty();
    private Instant timestamp = Instant.EPOCH;
    private Duration expiry = Duration.ofSeconds(Bolt11Parser.DEFAULT_EXPIRY_SECONDS);
    private byte[] description = new byte[0];
    private int descriptionType = Bolt11Fields.DESCRIPTION;

    public Bolt11Writer(Network network) {
        this.network = network;
    }

    /** Default: the payer chooses. */
    public Bolt11Writer amountMsat(long msat) {
        if (msat <= 0 || msat > Long.MAX_VALUE / 10) {
            throw new IllegalArgumentException("invoice amount out of range: " + msat + " msat");
        }
        this.amountMsat = OptionalLong.of(msat);
        return this;
    }

    /** Whole seconds; default the epoch, so always set it. */
    public Bolt11Writer timestamp(Instant created) {
        this.timestamp = created;
        return this;
    }

    /** Whole seconds; default one hour. */
    public Bolt11Writer expiry(Duration validity) {
        this.expiry = validity;
        return this;
    }

    /** At most 639 bytes of UTF-8; default empty. */
    public Bolt11Writer description(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_DESCRIPTION_BYTES) {
            throw new IllegalArgumentException(
                    "invoice description is longer than " + MAX_DESCRIPTION_BYTES + " bytes");
        }
        return describedBy(Bolt11Fields.DESCRIPTION, utf8);
    }

    /** The SHA-256 of a description, in hexadecimal, instead of the description. */
    public Bolt11Writer descriptionHash(String hex) {
        return describedBy(Bolt11Fields.DESCRIPTION_HASH, HexFormat.of().parseHex(hex));
    }

    /**
     * The signed invoice.
     *
     * @param hash the payment that it asks for
     * @param paymentSecret 32 bytes that only payers of this invoice know
     * @param nodeKey the private key of the payee, 32 bytes
     */
    public String sign(PaymentHash hash, byte[] paymentSecret, byte[] nodeKey) {
        String prefix = Bolt11Prefix.format(network, amountMsat);
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        words.writeBytes(FiveBits.ofNumber(timestamp.getEpochSecond(), Bolt11Parser.TIMESTAMP_WORDS));
        field(words, Bolt11Fields.PAYMENT_SECRET, FiveBits.toWords(paymentSecret));
        field(words, Bolt11Fields.PAYMENT_HASH, FiveBits.toWords(hash.bytes()));
        field(words, descriptionType, FiveBits.toWords(description));
        field(words, Bolt11Fields.EXPIRY, shortest(expiry.toSeconds()));
        field(words, Bolt11Fields.FEATURES, FEATURES);
        byte[] data = words.toByteArray();
        byte[] signature = Secp256k1.sign(nodeKey, Bolt11Parser.digest(prefix, data, data.length));
        words.writeBytes(FiveBits.toWords(signature));
        return new Bech32(prefix, words.toByteArray()).encode();
    }

    private Bolt11Writer describedBy(int type, byte[] bytes) {
        this.descriptionType = type;
        this.description = bytes;
        return this;
    }

    private static void field(ByteArrayOutputStream words, int type, byte[] data) {
        words.write(type);
        words.writeBytes(FiveBits.ofNumber(data.length, 2));
        words.writeBytes(data);
    }

    private static byte[] shortest(long number) {
        byte[] words = FiveBits.ofNumber(number, 12);
        int first = 0;
        while (first < words.length - 1 && words[first] == 0) {
            first++;
        }
        return Arrays.copyOfRange(words, first, words.length);
    }
}
