package org.l402.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreimageTest {
    private static final String HEX = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
    private static final String HASH = "72dbb7336c76780023f83da4c355f2eeea85733b13d3477697917790c1229084";

    @Test
    void provesItsHashAndNoOther() {
        Preimage preimage = Preimage.parse(HEX);

        assertThat(preimage.paymentHash().hex()).isEqualTo(HASH);
        assertThat(preimage.proves(PaymentHash.parse(HASH))).isTrue();
        assertThat(Preimage.of(new byte[32]).proves(PaymentHash.parse(HASH))).isFalse();
    }

    @Test
    void eitherCaseIsRead() {
        assertThat(Preimage.parse(HEX.toUpperCase(java.util.Locale.ROOT)).secretHex())
                .isEqualTo(HEX);
    }

    @Test
    void isNeverPrinted() {
        assertThat(Preimage.parse(HEX)).hasToString("Preimage[secret]");
        String almost = HEX.substring(0, 63) + "g";
        assertThatThrownBy(() -> Preimage.parse(almost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("2021", "\"g\"");
        assertThatThrownBy(() -> Preimage.parse(HEX + "00")).message().doesNotContain("2021");
    }

    @Test
    void otherLengthsAreRefused() {
        assertThatThrownBy(() -> Preimage.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PaymentHash.of(new byte[33])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PaymentHash.parse("ab")).isInstanceOf(IllegalArgumentException.class);
    }
}
