package org.l402.fuzz;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.l402.internal.http.CredentialException;
import org.l402.internal.http.Credentials;
import org.l402.internal.token.PresentedToken;
import org.l402.macaroon.Macaroon;

/** Whatever headers come: a credential, none, or the one exception. */
class CredentialFuzzTest {
    private static final String PREIMAGE = "2a".repeat(32);

    static Stream<Arguments> seeds() {
        byte[] packet = Seeds.credentialMacaroon();
        String mac = Base64.getEncoder().encodeToString(packet);
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(packet);
        byte[] paid = Macaroon.parse(packet).narrow("preimage=" + PREIMAGE).encode();
        return Stream.of(
                arguments(List.of("L402 " + mac + ":" + PREIMAGE), ""),
                arguments(List.of("LSAT " + mac + ":" + PREIMAGE, "l402 \"" + url + ":" + PREIMAGE + "\""), ""),
                arguments(List.of("Bearer abc, L402 " + mac + "," + mac + ":" + PREIMAGE), "zz"),
                arguments(
                        List.of("Digest username=\"a, L402 b\", LSAT " + url + ":" + PREIMAGE.toUpperCase(Locale.ROOT)),
                        ""),
                arguments(List.of("Basic TDQwMiA="), HexFormat.of().formatHex(paid)));
    }

    @MethodSource("seeds")
    @DictionaryEntries({"L402 ", "LSAT ", "l402\t", ", ", ":", "\"", "=="})
    @FuzzTest
    void read(@NotNull @WithSize(max = 10) List<@NotNull String> lines, @NotNull String metadata) {
        try {
            Credentials.read(name -> name.equals("Authorization") ? lines : List.of(metadata))
                    .ifPresent(CredentialFuzzTest::readsAgain);
        } catch (CredentialException refused) {
            if (refused.getMessage().length() > 200) {
                throw new AssertionError("quotes the input");
            }
        }
    }

    /** What was read is a credential in its plainest spelling too, and the same one. */
    private static void readsAgain(PresentedToken token) {
        String line =
                "L402 " + Base64.getEncoder().encodeToString(token.macaroon().encode()) + ":"
                        + token.preimage().secretHex();
        try {
            Optional<PresentedToken> again =
                    Credentials.read(name -> name.equals("Authorization") ? List.of(line) : List.of());
            if (!again.orElseThrow().sameAs(token)) {
                throw new AssertionError("another credential");
            }
        } catch (CredentialException e) {
            throw new AssertionError("cannot be written", e);
        }
    }
}
