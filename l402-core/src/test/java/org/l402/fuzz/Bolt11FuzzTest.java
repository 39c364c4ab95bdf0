package org.l402.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.l402.internal.bolt11.Bech32;
import org.l402.invoice.Bolt11;
import org.l402.invoice.Bolt11FormatException;

/** Whatever a wallet sends: an invoice, or the one exception. The checksum is made right, so that fuzzing gets behind it. */
class Bolt11FuzzTest {
    @FuzzTest
    void parse(FuzzedDataProvider data) {
        String prefix =
                data.pickValue(new String[] {"lnbc", "lnbc25m", "lnbcrt1p", "lntbs10u", "lnsb7n", "lnbc0", "ln"});
        byte[] words = data.consumeBytes(700);
        for (int i = 0; i < words.length; i++) {
            words[i] &= 31;
        }
        attempt(new Bech32(prefix, words).encode());
        attempt(data.consumeRemainingAsAsciiString());
    }

    private static void attempt(String text) {
        try {
            Bolt11 invoice = Bolt11.parse(text);
            if (invoice.expiresAt().isBefore(invoice.timestamp())) {
                throw new AssertionError("ends before it begins");
            }
        } catch (Bolt11FormatException refused) {
            // As it should be.
        }
    }
}
