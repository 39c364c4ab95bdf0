package org.l402.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.MacaroonFormatException;

/** Whatever bytes come: a macaroon that encodes to the same bytes, or the one exception. */
class MacaroonFuzzTest {
    @FuzzTest
    void parse(byte[] packet) {
        try {
            Macaroon macaroon = Macaroon.parse(packet);
            if (!Arrays.equals(macaroon.encode(), packet)) {
                throw new AssertionError("another encoding");
            }
            if (macaroon.verify(new byte[32])) {
                throw new AssertionError("verified without the key");
            }
            Macaroon.parse(macaroon.narrow("x=y").encode()).identifier();
        } catch (MacaroonFormatException refused) {
            // As it should be.
        }
    }
}
