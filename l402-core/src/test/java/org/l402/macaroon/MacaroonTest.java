package org.l402.macaroon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MacaroonTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final long SEED = 402;

    /** The examples in the README of libmacaroons, which every implementation repeats. */
    @Nested
    class PublicKnownAnswers {
        private final byte[] key = ascii("this is our super secret key; only we should know it");
        private final byte[] identifier = ascii("we used our secret key");

        @Test
        void withoutACaveat() {
            assertThat(signature()).isEqualTo("e3d9e02908526c4c0039ae15114115d97fdd68bf2ba379b342aaf0f617d0552f");
        }

        @Test
        void withCaveats() {
            assertThat(signature("test = caveat"))
                    .isEqualTo("197bac7a044af33332865b9266e26d493bdd668a660e44d88ce1a998c23dbd67");
            assertThat(signature("account = 3735928559", "time < 2020-01-01T00:00", "email = alice@example.org"))
                    .isEqualTo("ddf553e46083e55b8d71ab822be3d8fcf21d6bf19c40d617bb9fb438934474b6");
        }

        private String signature(String... caveats) {
            byte[] packet = Macaroon.mint(key, identifier, List.of(caveats)).encode();
            return HEX.formatHex(packet, packet.length - 32, packet.length);
        }
    }

    @Nested
    class Properties {
        private final Random random = new Random(SEED);

        @Test
        void readsWhatItWrites() {
            for (int i = 0; i < 500; i++) {
                byte[] key = bytes(random, 32);
                byte[] identifier = bytes(random, random.nextInt(300));
                List<String> caveats = caveats(random);

                Macaroon read =
                        Macaroon.parse(Macaroon.mint(key, identifier, caveats).encode());

                assertThat(read.identifier()).isEqualTo(identifier);
                assertThat(read.caveats().stream().map(Caveat::text)).containsExactlyElementsOf(caveats);
                assertThat(read.verify(key)).isTrue();
                assertThat(read.verify(bytes(random, 32))).isFalse();
            }
        }

        @Test
        void narrowingIsTheSameAsMintingWithOneMoreCaveat() {
            for (int i = 0; i < 100; i++) {
                byte[] key = bytes(random, 32);
                List<String> caveats = new ArrayList<>(caveats(random));
                Macaroon narrowed =
                        Macaroon.mint(key, bytes(new Random(i), 66), caveats).narrow("l402:path=/x");
                caveats.add("l402:path=/x");

                assertThat(narrowed.encode())
                        .isEqualTo(Macaroon.mint(key, bytes(new Random(i), 66), caveats)
                                .encode());
            }
        }

        @Test
        void everyFlippedBitIsRefused() {
            byte[] key = bytes(random, 32);
            byte[] packet = Macaroon.mint(key, bytes(random, 66), List.of("services=a:0", "a_valid_until=5"))
                    .encode();
            for (int bit = 0; bit < packet.length * 8; bit++) {
                byte[] flipped = packet.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));

                assertThat(verifies(flipped, key)).as("bit %d", bit).isFalse();
            }
        }

        @Test
        void everyTruncationAndEveryTrailingByteIsRefused() {
            byte[] packet = Macaroon.mint(bytes(random, 32), bytes(random, 66), caveats(random))
                    .encode();
            for (int length = 0; length < packet.length; length++) {
                byte[] cut = Arrays.copyOf(packet, length);
                assertThatThrownBy(() -> Macaroon.parse(cut)).isInstanceOf(MacaroonFormatException.class);
            }
            byte[] longer = Arrays.copyOf(packet, packet.length + 1);
            assertThatThrownBy(() -> Macaroon.parse(longer)).isInstanceOf(MacaroonFormatException.class);
        }

        private boolean verifies(byte[] packet, byte[] key) {
            try {
                return Macaroon.parse(packet).verify(key);
            } catch (MacaroonFormatException e) {
                return false;
            }
        }

        private List<String> caveats(Random random) {
            List<String> caveats = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                caveats.add(new String(bytes(random, random.nextInt(200)), StandardCharsets.ISO_8859_1));
            }
            return caveats;
        }
    }

    @Nested
    class Limits {
        @Test
        @Tag("trap-19")
        void tenThousandCaveatsAreRefusedByTheirSizeAlone() {
            ByteArrayOutputStream packet = header();
            for (int i = 0; i < 10_000; i++) {
                packet.writeBytes(new byte[] {2, 1, 'x', 0});
            }
            assertThatThrownBy(() -> Macaroon.parse(packet.toByteArray())).hasMessageContaining("4096");
        }

        @Test
        @Tag("trap-19")
        void sixtyFiveCaveatsAreTooMany() {
            ByteArrayOutputStream packet = header();
            for (int i = 0; i < 65; i++) {
                packet.writeBytes(new byte[] {2, 1, 'x', 0});
            }
            finish(packet);
            assertThatThrownBy(() -> Macaroon.parse(packet.toByteArray())).hasMessageContaining("64 caveats");
        }

        @Test
        void aLengthBeyondTheEndIsRefusedWithoutAllocatingIt() {
            byte[] packet = {2, 2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0};
            assertThatThrownBy(() -> Macaroon.parse(packet)).hasMessageContaining("past the end");
        }

        @Test
        void lengthsAreReadInTheirShortestFormOnly() {
            byte[] packet = {2, 2, (byte) 0x80, 0, 0, 0};
            assertThatThrownBy(() -> Macaroon.parse(packet)).hasMessageContaining("shortest form");
            byte[] negative = {2, 2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x0f};
            assertThatThrownBy(() -> Macaroon.parse(negative)).isInstanceOf(MacaroonFormatException.class);
            byte[] endless = {2, 2, -1, -1, -1, -1, -1, -1, 1};
            assertThatThrownBy(() -> Macaroon.parse(endless)).hasMessageContaining("too long");
        }

        @Test
        void otherFormatsAreNoMacaroons() {
            for (String text : List.of("", "0021location x", "{\"v\":2}", "\u0001\u0002")) {
                assertThatThrownBy(() -> Macaroon.parse(ascii(text))).isInstanceOf(MacaroonFormatException.class);
            }
        }

        @Test
        @Tag("trap-18")
        void aThirdPartyCaveatIsReadAndNeverVerifies() {
            byte[] key = new byte[32];
            ByteArrayOutputStream packet = header();
            packet.writeBytes(new byte[] {1, 1, 'l', 2, 1, 'x', 4, 2, 'v', 'v', 0});
            finish(packet);

            Macaroon macaroon = Macaroon.parse(packet.toByteArray());

            assertThat(macaroon.caveats().get(0).thirdParty()).isTrue();
            assertThat(macaroon.verify(key)).isFalse();
        }

        @Test
        void aLocationWithoutAVerificationIdIsRefused() {
            ByteArrayOutputStream packet = header();
            packet.writeBytes(new byte[] {1, 1, 'l', 2, 1, 'x', 0});
            finish(packet);
            assertThatThrownBy(() -> Macaroon.parse(packet.toByteArray())).hasMessageContaining("location");
        }

        private ByteArrayOutputStream header() {
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.writeBytes(new byte[] {2, 2, 1, 'i', 0});
            return packet;
        }

        private void finish(ByteArrayOutputStream packet) {
            packet.writeBytes(new byte[] {0, 6, 32});
            packet.writeBytes(new byte[32]);
        }
    }

    @Test
    void printsNoAuthority() {
        Macaroon macaroon = Macaroon.mint(new byte[32], new byte[66], List.of("preimage=" + "ab".repeat(32)));

        assertThat(macaroon).hasToString("Macaroon[1 caveats]");
        assertThat(macaroon.caveats().get(0)).hasToString("Caveat[preimage]");
    }

    private static byte[] bytes(Random random, int count) {
        byte[] fresh = new byte[count];
        random.nextBytes(fresh);
        return fresh;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
