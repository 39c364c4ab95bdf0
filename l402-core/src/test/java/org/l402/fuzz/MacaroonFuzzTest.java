package org.l402.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.l402.macaroon.Caveat;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.MacaroonFormatException;

/** Whatever bytes come: a macaroon that encodes to the same bytes, or the one exception. */
class MacaroonFuzzTest {
    static Stream<byte[]> seeds() {
        Macaroon lnget = Macaroon.parse(Seeds.credentialMacaroon()).narrow("preimage=" + "2a".repeat(32));
        return Stream.of(
                Seeds.credentialMacaroon(),
                lnget.encode(),
                Macaroon.mint(Seeds.KEY, new byte[66], List.of("a=" + "x".repeat(300), "", "="))
                        .encode(),
                Seeds.withLocationAndThirdParty());
    }

    @MethodSource("seeds")
    @FuzzTest
    void parse(byte @NotNull @WithLength(max = 5000) [] packet) {
        try {
            check(Macaroon.parse(packet), packet);
        } catch (MacaroonFormatException refused) {
            // As it should be.
        }
    }

    private static void check(Macaroon macaroon, byte[] packet) {
        if (!Arrays.equals(macaroon.encode(), packet)) {
            throw new AssertionError("another encoding");
        }
        if (macaroon.verify(new byte[32])) {
            throw new AssertionError("verified without the key");
        }
        if (macaroon.verify(Seeds.KEY) && macaroon.caveats().stream().anyMatch(Caveat::thirdParty)) {
            throw new AssertionError("verified an undischarged third-party caveat");
        }
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(packet);
        if (!Arrays.equals(Macaroon.parse(text).encode(), packet)) {
            throw new AssertionError("another macaroon in base64");
        }
        narrow(macaroon);
    }

    private static void narrow(Macaroon macaroon) {
        Macaroon narrower = macaroon.narrow("x=y");
        List<Caveat> caveats = narrower.caveats();
        Caveat last = caveats.get(caveats.size() - 1);
        if (caveats.size() != macaroon.caveats().size() + 1
                || !last.is("x")
                || !last.value().equals("y")) {
            throw new AssertionError("narrowed to something else");
        }
        if (macaroon.verify(Seeds.KEY) != narrower.verify(Seeds.KEY)) {
            throw new AssertionError("a caveat more changed whether the signature is right");
        }
    }
}
