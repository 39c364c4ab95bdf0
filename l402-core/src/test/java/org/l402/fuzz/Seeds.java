package org.l402.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.l402.internal.bolt11.Bech32;
import org.l402.invoice.Bolt11Writer;
import org.l402.invoice.Network;
import org.l402.invoice.Preimage;
import org.l402.macaroon.Macaroon;

/** Where fuzzing starts: what this library itself mints and writes. */
final class Seeds {
    static final byte[] KEY = filled(32, 7);

    private static final int SIGNATURE_WORDS = 104;
    private static final int SIGNATURE_FIELD = 34;

    private Seeds() {}

    /** A token as it is sold. */
    static byte[] credentialMacaroon() {
        byte[] identifier = new byte[66];
        byte[] hash = preimage().paymentHash().bytes();
        System.arraycopy(hash, 0, identifier, 2, hash.length);
        Arrays.fill(identifier, 34, 66, (byte) 0xa5);
        List<String> caveats = List.of(
                "l402:grant=1;kind=balance;offer=reports;paid=5000;price=5000;wallet=test;ledger=x;expires=1893542400",
                "services=reports:0",
                "reports_valid_until=1893542400");
        return Macaroon.mint(KEY, identifier, caveats).encode();
    }

    /** Well-formed, and not to be verified: this library itself writes neither of the two fields. */
    static byte[] withLocationAndThirdParty() {
        byte[] bare = Macaroon.mint(KEY, new byte[66], List.of()).encode();
        byte[] location = {1, 4, 'l', 's', 'a', 't'};
        byte[] caveat = {1, 1, 'l', 2, 1, 'x', 4, 1, 'v', 0};
        int tail = bare.length - SIGNATURE_FIELD - 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bare, 0, 1);
        out.writeBytes(location);
        out.write(bare, 1, tail - 1);
        out.writeBytes(caveat);
        out.write(bare, tail, bare.length - tail);
        return out.toByteArray();
    }

    static Stream<String> invoices() {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        String plain = signed(new Bolt11Writer(Network.REGTEST).timestamp(now).description("one call"));
        String priced = signed(new Bolt11Writer(Network.MAINNET)
                .timestamp(now)
                .amountMsat(5_000)
                .expiry(Duration.ofMinutes(10))
                .description("caf\u00e9"));
        String hashed = signed(
                new Bolt11Writer(Network.TESTNET).timestamp(now).amountMsat(1).descriptionHash("ab".repeat(32)));
        String routed = withField(plain, 3, filled(82, 9));
        String named = withField(plain, 19, filled(53, 4));
        return Stream.of(plain, "LIGHTNING:" + plain, priced, hashed, routed, named);
    }

    private static String signed(Bolt11Writer writer) {
        return writer.sign(preimage().paymentHash(), filled(32, 3), KEY);
    }

    /** The signature stays, and so belongs to another payee: fuzzing cannot sign, and need not. */
    private static String withField(String invoice, int type, byte[] data) {
        Bech32 bech32 = Bech32.decode(invoice);
        byte[] words = bech32.words();
        int end = words.length - SIGNATURE_WORDS;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(words, 0, end);
        out.writeBytes(new byte[] {(byte) type, (byte) (data.length / 32), (byte) (data.length % 32)});
        out.writeBytes(data);
        out.write(words, end, SIGNATURE_WORDS);
        return new Bech32(bech32.prefix(), out.toByteArray()).encode();
    }

    private static Preimage preimage() {
        return Preimage.parse(
                HexFormat.of().formatHex("a preimage that nobody may guess".getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
