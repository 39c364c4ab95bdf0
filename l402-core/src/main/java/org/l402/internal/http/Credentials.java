package org.l402.internal.http;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.l402.internal.http.AuthorizationElements.Slice;
import org.l402.internal.token.PresentedToken;
import org.l402.invoice.Preimage;
import org.l402.macaroon.Caveat;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.MacaroonFormatException;

/**
 * Reads the credential of a request in every form that clients send.
 *
 * <p>All {@code Authorization} lines are read, because aperture's client sends an LSAT and an L402 line with the same
 * token. Only when none holds a credential do {@code Grpc-Metadata-Macaroon} and {@code Macaroon} count: a macaroon in
 * hexadecimal that carries its preimage as a caveat.
 */
public final class Credentials {
    /** The most characters of one credential. */
    public static final int MAX_LENGTH = 8192;

    private static final List<String> METADATA = List.of("Grpc-Metadata-Macaroon", "Macaroon");
    private static final int MAX_CREDENTIALS = 8;
    private static final int MAX_MACAROONS = 5;
    private static final int PREIMAGE_DIGITS = 2 * Preimage.LENGTH;

    private Credentials() {}

    /**
     * The one credential of a request; empty if there is none.
     *
     * @param headers all lines of a header, by name
     * @throws CredentialException if there is one that cannot be read, or two that differ
     */
    public static Optional<PresentedToken> read(Function<String, List<String>> headers) throws CredentialException {
        Optional<PresentedToken> found = fromAuthorization(headers.apply("Authorization"));
        return found.isPresent() ? found : fromMetadata(headers);
    }

    private static Optional<PresentedToken> fromAuthorization(List<String> lines) throws CredentialException {
        PresentedToken found = null;
        int count = 0;
        for (String line : lines) {
            for (Slice credential : AuthorizationElements.credentials(line)) {
                if (++count > MAX_CREDENTIALS) {
                    throw new CredentialException("the request carries too many credentials; send one");
                }
                found = sameAgain(found, parse(credential));
            }
        }
        return Optional.ofNullable(found);
    }

    private static PresentedToken sameAgain(@Nullable PresentedToken found, PresentedToken next)
            throws CredentialException {
        if (found != null && !next.sameAs(found)) {
            throw new CredentialException("the request carries two different credentials; send one");
        }
        return next;
    }

    private static PresentedToken parse(Slice credential) throws CredentialException {
        if (credential.length() > MAX_LENGTH) {
            throw new CredentialException("the credential is longer than " + MAX_LENGTH + " characters");
        }
        int colon = credential.to() - PREIMAGE_DIGITS - 1;
        if (colon < credential.from() || credential.text().charAt(colon) != ':') {
            throw new CredentialException(
                    "a credential is \"L402 <macaroon>:<preimage>\" with a preimage of 64 hexadecimal digits");
        }
        // The first macaroon is the token. Further ones would discharge third-party caveats, which are refused anyway.
        int comma = credential.indexOf(',');
        if (comma >= 0 && credential.text().split(",", -1).length > MAX_MACAROONS) {
            throw new CredentialException("the credential has more than " + MAX_MACAROONS + " macaroons");
        }
        int end = comma >= 0 && comma < colon ? comma : colon;
        try {
            Macaroon macaroon = Macaroon.parse(credential.text(), credential.from(), end);
            return token(macaroon, Preimage.parse(credential.text(), colon + 1, credential.to()));
        } catch (IllegalArgumentException e) {
            throw new CredentialException(e);
        }
    }

    private static Optional<PresentedToken> fromMetadata(Function<String, List<String>> headers)
            throws CredentialException {
        PresentedToken found = null;
        for (String name : METADATA) {
            for (String line : headers.apply(name)) {
                found = sameAgain(found, fromHex(line.strip()));
            }
        }
        return Optional.ofNullable(found);
    }

    private static PresentedToken fromHex(String hex) throws CredentialException {
        if (hex.length() > 2 * Macaroon.MAX_BYTES) {
            throw new CredentialException("the macaroon is longer than " + Macaroon.MAX_BYTES + " bytes");
        }
        try {
            Macaroon macaroon = Macaroon.parse(HexFormat.of().parseHex(hex));
            for (Caveat caveat : macaroon.caveats()) {
                if (caveat.is("preimage")) {
                    return token(macaroon, Preimage.parse(caveat.value()));
                }
            }
        } catch (MacaroonFormatException e) {
            throw new CredentialException(e);
        } catch (IllegalArgumentException e) {
            throw new CredentialException("the macaroon or its preimage is not hexadecimal");
        }
        throw new CredentialException("a macaroon in this header must carry its preimage as a caveat");
    }

    private static PresentedToken token(Macaroon macaroon, Preimage preimage) throws CredentialException {
        if (!macaroon.firstPartyOnly()) {
            throw new CredentialException("the macaroon has a third-party caveat; this server can discharge none");
        }
        return new PresentedToken(macaroon, Identifier.of(macaroon), preimage);
    }
}
