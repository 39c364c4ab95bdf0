package org.l402.macaroon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.invoice.Preimage;

class RootKeysTest {
    private static final byte[] OLD = filled(1);
    private static final byte[] NEW = filled(2);

    private final Identifier underOld = identifier(RootKeys.of(OLD));

    @Test
    void aNewKeyVerifiesTheTokensOfTheOldOne() {
        byte[] before = RootKeys.of(OLD).rootKey(underOld).orElseThrow();

        assertThat(RootKeys.of(NEW, OLD).rootKey(underOld)).contains(before);
        assertThat(RootKeys.of(OLD, NEW).rootKey(underOld)).contains(before);
    }

    @Test
    void aRetiredKeyVerifiesNothing() {
        assertThat(RootKeys.of(NEW).rootKey(underOld)).isEmpty();
    }

    @Test
    void everyTokenHasAKeyOfItsOwn() {
        RootKeys keys = RootKeys.of(OLD);

        assertThat(keys.rootKey(underOld).orElseThrow())
                .isNotEqualTo(keys.rootKey(identifier(keys)).orElseThrow());
    }

    @Test
    void everyUseHasASecretOfItsOwn() {
        RootKeys keys = RootKeys.of(OLD);

        assertThat(keys.secret("quota"))
                .isNotEqualTo(keys.secret("budget"))
                .isEqualTo(RootKeys.of(OLD).secret("quota"));
    }

    @Test
    void secretsOutliveAChangeOfTheMintingKey() {
        List<byte[]> keys = List.of(OLD, NEW);

        assertThat(RootKeys.ordered(keys, 0).secret("quota"))
                .isEqualTo(RootKeys.ordered(keys, 1).secret("quota"));
        assertThat(RootKeys.ordered(keys, 1).mintingId())
                .isEqualTo(RootKeys.of(NEW).mintingId());
    }

    @Test
    void wrongKeysAreRefused() {
        assertThatThrownBy(() -> RootKeys.of(new byte[31])).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> RootKeys.of(OLD, OLD)).hasMessageContaining("twice");
    }

    @Test
    @Tag("invariant-08")
    void printsFingerprintsOnly() {
        RootKeys keys = RootKeys.of(OLD, NEW);

        assertThat(keys.fingerprints())
                .hasSize(2)
                .contains(keys.mintingFingerprint())
                .allMatch(f -> f.length() == 16);
        assertThat(keys.toString()).doesNotContain("0101010101");
    }

    private static Identifier identifier(RootKeys keys) {
        return Identifier.create(
                Preimage.of(new byte[32]).paymentHash(), keys.mintingId(), Instant.EPOCH, new SecureRandom());
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
