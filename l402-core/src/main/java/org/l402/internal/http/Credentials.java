package org.l402.internal.http;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        List<PresentedToken> found = fromAuthorization(headers.apply("Authorization"));
        if (found.isEmpty()) {
            found = fromMetadata(headers);
        }
        for (int i = 1; i < found.size(); i++) {
            if (!found.get(i).sameAs(found.get(0))) {
                throw new CredentialException("the request carries two different credentials; send one");
            }
        }
        return found.stream().findFirst();
    }

    private static List<PresentedToken> fromAuthorization(List<String> lines) throws CredentialException {
        List<PresentedToken> found = new ArrayList<>(1);
        for (String line : lines) {
            for (String credential : AuthorizationElements.credentials(line)) {
                if (found.size() == MAX_CREDENTIALS) {
                    throw new CredentialException("the request carries too many credentials; send one");
                }
                found.add(parse(credential));
            }
        }
        return found;
    }

    private static PresentedToken parse(String credential) throws CredentialException {
        if (credential.length() > MAX_LENGTH) {
            throw new CredentialException("the credential is longer than " + MAX_LENGTH + " characters");
        }
        int colon = credential.indexOf(':');
        if (colon < 0 || credential.length() - colon - 1 != PREIMAGE_DIGITS) {
            throw new CredentialException(
                    "a credential is \"L402 <macaroon>:<preimage>\" with a preimage of 64 hexadecimal digits");
        }
        // The first macaroon is the token. Further ones would discharge third-party caveats, which are refused anyway.
        int comma = credential.indexOf(',');
        if (comma >= 0 && credential.split(",", -1).length > MAX_MACAROONS) {
            throw new CredentialException("the credential has more than " + MAX_MACAROONS + " macaroons");
        }
        String first = credential.substring(0, comma >= 0 && comma < colon ? comma : colon);
        try {
            return token(Macaroon.parse(first), preimage(credential.substring(colon + 1)));
        } catch (MacaroonFormatException e) {
            throw new CredentialException(e);
        }
    }

    private static List<PresentedToken> fromMetadata(Function<String, List<String>> headers)
            throws CredentialException {
        List<PresentedToken> found = new ArrayList<>(0);
        for (String name : List.of("Grpc-Metadata-Macaroon", "Macaroon")) {
            List<String> lines = headers.apply(name);
            if (found.isEmpty() && !lines.isEmpty()) {
                found.add(fromHex(lines.get(0).strip()));
            }
        }
        return found;
    }

    private static PresentedToken fromHex(String hex) throws CredentialException {
        if (hex.length() > 2 * Macaroon.MAX_BYTES) {
            throw new CredentialException("the macaroon is longer than " + Macaroon.MAX_BYTES + " bytes");
        }
        try {
            Macaroon macaroon = Macaroon.parse(HexFormat.of().parseHex(hex));
            for (Caveat caveat : macaroon.caveats()) {
                if (caveat.is("preimage")) {
                    return token(macaroon, preimage(caveat.value()));
                }
            }
        } catch (MacaroonFormatException e) {
            throw new CredentialException(e);
        } catch (IllegalArgumentException e) {
            throw new CredentialException("the macaroon is not hexadecimal");
        }
        throw new CredentialException("a macaroon in this header must carry its preimage as a caveat");
    }

    private static PresentedToken token(Macaroon macaroon, Preimage preimage) throws CredentialException {
        for (Caveat caveat : macaroon.caveats()) {
            if (caveat.thirdParty()) {
                throw new CredentialException("the macaroon has a third-party caveat; this server can discharge none");
            }
        }
        return new PresentedToken(macaroon, Identifier.parse(macaroon.identifier()), preimage);
    }

    private static Preimage preimage(String hex) throws CredentialException {
        try {
            return Preimage.parse(hex);
        } catch (IllegalArgumentException e) {
            throw new CredentialException(e);
        }
    }
}
