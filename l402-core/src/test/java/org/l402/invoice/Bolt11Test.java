package org.l402.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.l402.internal.bolt11.Bech32;
import org.l402.internal.crypto.Secp256k1;

class Bolt11Test {
    private static final Instant CREATED = Instant.ofEpochSecond(1_900_000_000);
    private static final List<Network> NETWORKS = List.of(Network.values());
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private final Random random = new Random(11);
    private final byte[] nodeKey = bytes(32);

    @Test
    void readsWhatItWrites() {
        for (int i = 0; i < 60; i++) {
            Network network = NETWORKS.get(i % NETWORKS.size());
            long msat = 1 + Math.floorMod(random.nextLong(), 1_000_000_000L) * (i % 3 == 0 ? 100_000L : 1L);
            PaymentHash hash = PaymentHash.of(bytes(32));
            String memo = "thing no. " + i + " ナンセンス";
            String text = new Bolt11Writer(network)
                    .amountMsat(msat)
                    .description(memo)
                    .timestamp(CREATED)
                    .expiry(Duration.ofSeconds(i * 1000L))
                    .sign(hash, bytes(32), nodeKey);

            Bolt11 read = Bolt11.parse(text);

            assertThat(read.text()).isEqualTo(text);
            assertThat(read.network()).isEqualTo(network);
            assertThat(read.amountMsat()).hasValue(msat);
            assertThat(read.paymentHash()).isEqualTo(hash);
            assertThat(read.description().text()).contains(memo);
            assertThat(read.timestamp()).isEqualTo(CREATED);
            assertThat(read.expiresAt()).isEqualTo(CREATED.plusSeconds(i * 1000L));
            assertThat(read.payee()).isEqualTo(NodeId.of(Secp256k1.publicKey(nodeKey)));
        }
    }

    @Test
    void amountsAreExactInEveryUnit() {
        for (long msat : List.of(1L, 9L, 100L, 1_000L, 12_300L, 100_000L, 2_500_000_000L, 100_000_000_000L)) {
            assertThat(Bolt11.parse(signed(new Bolt11Writer(Network.MAINNET).amountMsat(msat)))
                            .amountMsat())
                    .hasValue(msat);
        }
    }

    @Test
    void theExampleOfTheSpecificationIsReproduced() {
        // The first example of BOLT 11, signed by the key that the text gives; only the order of fields differs from
        // ours.
        byte[] key =
                java.util.HexFormat.of().parseHex("e126f68f7eafcc8b74f54d269fe206be715000f94dac067d1c04a8ca3b2db734");

        assertThat(NodeId.of(Secp256k1.publicKey(key)).hex())
                .isEqualTo("03e7156ae33b0a208d0744199163177e909e80176e55d97a2f221ede0f934dd9ad");
    }

    @Test
    void noSingleCharacterCanBeChanged() {
        String text = signed(new Bolt11Writer(Network.REGTEST).amountMsat(5000));
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'q' ? 'p' : 'q';
            String changed = text.substring(0, i) + other + text.substring(i + 1);

            assertThatThrownBy(() -> Bolt11.parse(changed))
                    .as("character %d", i)
                    .isInstanceOf(Bolt11FormatException.class);
        }
    }

    @Test
    void aChangedWordWithARightChecksumHasAnotherPayee() {
        String text = signed(new Bolt11Writer(Network.REGTEST).amountMsat(5000));
        Bech32 bech32 = Bech32.decode(text);
        byte[] words = bech32.words().clone();
        words[20] ^= 1;
        String forged = new Bech32(bech32.prefix(), words).encode();

        try {
            assertThat(Bolt11.parse(forged).payee())
                    .isNotEqualTo(Bolt11.parse(text).payee());
        } catch (Bolt11FormatException noKeyCanHaveSignedThis) {
            assertThat(noKeyCanHaveSignedThis).hasMessageContaining("signature");
        }
    }

    @Test
    void anotherAmountUnderTheSameSignatureHasAnotherPayee() {
        Bech32 bech32 = Bech32.decode(signed(new Bolt11Writer(Network.REGTEST).amountMsat(5000)));
        String forged = new Bech32("lnbcrt500n", bech32.words()).encode();

        assertThat(Bolt11.parse(forged).payee().hex())
                .isNotEqualTo(NodeId.of(Secp256k1.publicKey(nodeKey)).hex());
    }

    @Test
    void everyTruncationIsRefused() {
        String text = signed(new Bolt11Writer(Network.REGTEST).amountMsat(5000));
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatThrownBy(() -> Bolt11.parse(cut)).isInstanceOf(Bolt11FormatException.class);
        }
    }

    @Test
    void upperCaseAndTheLightningSchemeAreRead() {
        String text = signed(new Bolt11Writer(Network.TESTNET).amountMsat(5000));

        assertThat(Bolt11.parse("LIGHTNING:" + text.toUpperCase(Locale.ROOT)).text())
                .isEqualTo(text);
        assertThatThrownBy(() -> Bolt11.parse("L" + text.substring(1))).hasMessageContaining("case");
    }

    @Test
    void malformedTextIsRefusedWithItsRule() {
        assertThatThrownBy(() -> Bolt11.parse("")).hasMessageContaining("separator");
        assertThatThrownBy(() -> Bolt11.parse("x".repeat(4097))).hasMessageContaining("4096");
        assertThatThrownBy(() -> Bolt11.parse("lnbc1" + "q".repeat(120))).hasMessageContaining("checksum");
        assertThatThrownBy(() -> Bolt11.parse("lnbc1b" + "q".repeat(120))).hasMessageContaining("alphabet");
        assertThatThrownBy(() -> Bolt11.parse(new Bech32("lnbc", new byte[110]).encode()))
                .hasMessageContaining("short");
        assertThatThrownBy(() -> Bolt11.parse(new Bech32("lnxy", new byte[120]).encode()))
                .hasMessageContaining("network");
        assertThatThrownBy(() -> Bolt11.parse(new Bech32("lnbc1p", new byte[120]).encode()))
                .hasMessageContaining("fraction");
        assertThatThrownBy(() -> Bolt11.parse(new Bech32("lnbc05m", new byte[120]).encode()))
                .hasMessageContaining("amount");
        assertThatThrownBy(() -> Bolt11.parse(new Bech32("lnbc999999999999999999", new byte[120]).encode()))
                .hasMessageContaining("larger");
    }

    @Test
    void anExpiryOfMoreDigitsThanANumberHoldsIsRefusedLikeEverythingElse() {
        String plain = signed(new Bolt11Writer(Network.MAINNET));
        byte[] words = Bech32.decode(plain).words();
        int at = fieldAt(words, 6);
        byte[] longer = new byte[words.length + 16];
        System.arraycopy(words, 0, longer, 0, at);
        System.arraycopy(new byte[] {6, 0, 13}, 0, longer, at, 3);
        Arrays.fill(longer, at + 3, at + 16, (byte) 31);
        System.arraycopy(words, at, longer, at + 16, words.length - at);
        assertThatThrownBy(() -> Bolt11.parse(new Bech32("lnbc", longer).encode()))
                .isInstanceOf(Bolt11FormatException.class)
                .hasMessageContaining("century");
    }

    @Test
    void fieldsThatAPayerNeedsMustBeThere() {
        byte[] words = Bech32.decode(signed(new Bolt11Writer(Network.MAINNET))).words();
        assertThatThrownBy(() -> Bolt11.parse(withFieldTypeReplaced(words, 1, 2)))
                .hasMessageContaining("payment hash");
        assertThatThrownBy(() -> Bolt11.parse(withFieldTypeReplaced(words, 16, 2)))
                .hasMessageContaining("secret");
        assertThatThrownBy(() -> Bolt11.parse(withFieldTypeReplaced(words, 13, 2)))
                .hasMessageContaining("description");
    }

    @Test
    void anUnknownEvenFeatureMakesItUnpayable() {
        byte[] words = Bech32.decode(signed(new Bolt11Writer(Network.MAINNET))).words();
        int at = fieldAt(words, 5);
        words[at + 5] |= 16; // bit 4

        assertThatThrownBy(() -> Bolt11.parse(new Bech32("lnbc", words).encode()))
                .hasMessageContaining("feature 4");
    }

    @Test
    void aFieldThatRunsPastTheEndIsRefused() {
        byte[] words = Bech32.decode(signed(new Bolt11Writer(Network.MAINNET))).words();
        words[8] = 31;

        assertThatThrownBy(() -> Bolt11.parse(new Bech32("lnbc", words).encode()))
                .hasMessageContaining("past the end");
    }

    @Test
    void aHashCanStandForTheDescription() {
        String hash = "ab".repeat(32);

        assertThat(Bolt11.parse(signed(new Bolt11Writer(Network.MAINNET).descriptionHash(hash)))
                        .description()
                        .hash())
                .contains(hash);
    }

    @Test
    void randomBytesNeverDoMoreThanBeRefused() {
        for (int i = 0; i < 3000; i++) {
            StringBuilder text =
                    new StringBuilder(List.of("lnbc", "lnbcrt50n", "lntb1u").get(i % 3)).append('1');
            for (int n = random.nextInt(400); n > 0; n--) {
                text.append(ALPHABET.charAt(random.nextInt(32)));
            }
            assertThatThrownBy(() -> Bolt11.parse(text.toString())).isInstanceOf(Bolt11FormatException.class);
        }
    }

    private static int fieldAt(byte[] words, int type) {
        int at = 7;
        while (words[at] != type) {
            at += 3 + words[at + 1] * 32 + words[at + 2];
        }
        return at;
    }

    private static String withFieldTypeReplaced(byte[] words, int type, int other) {
        byte[] changed = words.clone();
        changed[fieldAt(changed, type)] = (byte) other;
        return new Bech32("lnbc", changed).encode();
    }

    private String signed(Bolt11Writer writer) {
        return writer.timestamp(CREATED).sign(PaymentHash.of(bytes(32)), bytes(32), nodeKey);
    }

    private byte[] bytes(int count) {
        byte[] fresh = new byte[count];
        random.nextBytes(fresh);
        return fresh;
    }
}
