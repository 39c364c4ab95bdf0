package org.l402.tests.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.Preimage;
import org.l402.macaroon.Macaroon;

/** A bought credential in the hands of somebody who knows how macaroons work. */
record Token(Macaroon macaroon, String preimage) {
    /** @param credential as the paying client returns it */
    static Token of(String credential) {
        int colon = credential.indexOf(':');
        return new Token(
                Macaroon.parse(credential.substring("L402 ".length(), colon)), credential.substring(colon + 1));
    }

    String credential() {
        return credential("L402", Base64.getEncoder());
    }

    String credential(String scheme, Base64.Encoder base64) {
        return scheme + ' ' + base64.encodeToString(macaroon.encode()) + ':' + preimage;
    }

    Token narrowed(String caveat) {
        return new Token(macaroon.narrow(caveat), preimage);
    }

    /** As lnget stores it. */
    Token withPreimageCaveat() {
        return narrowed("preimage=" + preimage);
    }

    Token withPreimage(String other) {
        return new Token(macaroon, other);
    }

    PaymentHash paymentHash() {
        return Preimage.parse(preimage).paymentHash();
    }

    /** The grant: what the seller wrote first. */
    String grant() {
        return macaroon.caveats().get(0).text();
    }

    /** Every spelling of the same credential that clients are known to send. */
    List<List<String>> spellings() {
        Base64.Encoder standard = Base64.getEncoder();
        Base64.Encoder url = Base64.getUrlEncoder();
        String usual = credential();
        Token upper = withPreimage(preimage.toUpperCase(Locale.ROOT));
        return List.of(
                List.of("Authorization: " + usual),
                List.of("Authorization: " + credential("LSAT", standard)),
                List.of("Authorization: " + credential("l402", standard)),
                List.of("Authorization: " + upper.credential()),
                List.of("Authorization: " + credential("L402", url)),
                List.of("Authorization: " + credential("L402", standard.withoutPadding())),
                List.of("Authorization: Bearer app, " + usual),
                List.of("Authorization: " + usual + ", Bearer app"),
                List.of("Authorization: " + usual, "Authorization: Bearer app"),
                List.of("Authorization: Bearer app", "Authorization: " + usual),
                List.of("Authorization: " + credential("LSAT", standard), "Authorization: " + usual),
                List.of("Grpc-Metadata-Macaroon: "
                        + HexFormat.of().formatHex(withPreimageCaveat().macaroon.encode())));
    }

    /** The bytes of a macaroon of so many caveats that nobody signed. */
    static byte[] unsigned(byte[] identifier, int caveats) {
        StringBuilder packet = new StringBuilder("\u0002\u0002").append((char) identifier.length);
        packet.append(new String(identifier, StandardCharsets.ISO_8859_1)).append('\0');
        packet.append("\u0002\u0001x\0".repeat(caveats));
        packet.append("\0\u0006 ").append("s".repeat(32));
        return packet.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
