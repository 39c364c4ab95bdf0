package org.l402.macaroon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.Preimage;

class IdentifierTest {
    private static final PaymentHash HASH = Preimage.of(new byte[32]).paymentHash();
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.123Z");

    private final Identifier identifier = Identifier.create(HASH, 0x8badf00d, NOW, new SecureRandom());

    @Test
    void hasTheLayoutOfVersionZero() {
        byte[] bytes = identifier.bytes();

        assertThat(bytes).hasSize(66).startsWith(0, 0);
        assertThat(Arrays.copyOfRange(bytes, 2, 34)).isEqualTo(HASH.bytes());
        assertThat(identifier.tokenId()).hasSize(64).startsWith("8badf00d");
    }

    @Test
    void readsWhatItWrites() {
        Identifier read = Identifier.parse(identifier.bytes());

        assertThat(read.paymentHash()).isEqualTo(HASH);
        assertThat(read.keyId()).isEqualTo(0x8badf00d);
        assertThat(read.minted()).isEqualTo(NOW);
        assertThat(read.tokenId()).isEqualTo(identifier.tokenId());
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(Identifier.create(HASH, 1, NOW, new SecureRandom()).tokenId())
                .isNotEqualTo(
                        Identifier.create(HASH, 1, NOW, new SecureRandom()).tokenId());
    }

    @Test
    @Tag("trap-17")
    void otherLengthsAndVersionsAreRefused() {
        for (int length : new int[] {0, 65, 67}) {
            assertThatThrownBy(() -> Identifier.parse(new byte[length])).isInstanceOf(MacaroonFormatException.class);
        }
        byte[] versionOne = identifier.bytes();
        versionOne[1] = 1;
        assertThatThrownBy(() -> Identifier.parse(versionOne)).hasMessageContaining("version");
    }
}
