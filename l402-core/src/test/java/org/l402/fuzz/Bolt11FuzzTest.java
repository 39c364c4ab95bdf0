package org.l402.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.Ascii;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.l402.internal.bolt11.Bech32;
import org.l402.invoice.Bolt11;
import org.l402.invoice.Bolt11FormatException;

/** Whatever a wallet sends: an invoice, or the one exception. The checksum is made right, so that fuzzing gets behind it. */
class Bolt11FuzzTest {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int CHECKSUM = 6;

    static Stream<String> seeds() {
        return Seeds.invoices();
    }

    @MethodSource("seeds")
    @FuzzTest
    void parse(@NotNull @Ascii String text) {
        attempt(text);
        attempt(withRightChecksum(text));
    }

    private static void attempt(String text) {
        try {
            Bolt11 invoice = Bolt11.parse(text);
            if (invoice.expiresAt().isBefore(invoice.timestamp())) {
                throw new AssertionError("ends before it begins");
            }
            if (invoice.amountMsat().orElse(1) <= 0) {
                throw new AssertionError("asks for nothing, or less");
            }
            if (!Bolt11.parse(invoice.text().toUpperCase(Locale.ROOT)).equals(invoice)) {
                throw new AssertionError("another invoice in upper case");
            }
        } catch (Bolt11FormatException refused) {
            // As it should be.
        }
    }

    /** Characters outside the alphabet become some word, so that nearly every mutation says something. */
    private static String withRightChecksum(String text) {
        int separator = text.lastIndexOf('1');
        int end = text.length() - CHECKSUM;
        if (separator < 1 || separator + 1 > end) {
            return text;
        }
        byte[] words = new byte[end - separator - 1];
        for (int i = 0; i < words.length; i++) {
            char c = text.charAt(separator + 1 + i);
            int word = ALPHABET.indexOf(c);
            words[i] = (byte) (word >= 0 ? word : c & 31);
        }
        return new Bech32(text.substring(0, separator), words).encode();
    }
}
