package org.l402.internal.token;

import java.security.MessageDigest;
import org.l402.invoice.Preimage;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;

/**
 * A credential as a client sent it: well-formed, and nothing else is known of it yet.
 *
 * @param macaroon of first-party caveats only
 * @param identifier of version 0
 * @param preimage whatever the client claims it to be
 */
public record PresentedToken(Macaroon macaroon, Identifier identifier, Preimage preimage) {
    /** Whether the other is the same credential, byte for byte, however it was spelled. */
    public boolean sameAs(PresentedToken other) {
        return MessageDigest.isEqual(macaroon.encode(), other.macaroon.encode())
                && MessageDigest.isEqual(preimage.secretBytes(), other.preimage.secretBytes());
    }
}
