package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.macaroon.Macaroon;

/** Every spelling of a credential that clients send is read, and nothing that merely looks like one. */
class CredentialFormsTest {
    private final Seller seller = Seller.create();
    private final Seller.Bought bought = seller.buy();
    private final String mac = bought.base64();
    private final String preimage = bought.preimage().secretHex();

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    @Tag("trap-14")
    void spellingsOfTheScheme() {
        for (String scheme : List.of("L402", "l402", "LSAT", "lsat", "Lsat")) {
            accepted(scheme + " " + mac + ":" + preimage);
        }
        accepted("L402   " + mac + ":" + preimage + "  ");
        accepted("L402 \"" + mac + ":" + preimage + "\"");
    }

    @Test
    @Tag("trap-14")
    void spellingsOfTheMacaroonAndThePreimage() {
        byte[] packet = bought.token().encode();
        accepted("L402 " + Base64.getEncoder().withoutPadding().encodeToString(packet) + ":" + preimage);
        accepted("L402 " + Base64.getUrlEncoder().encodeToString(packet) + ":" + preimage);
        accepted("L402 " + Base64.getUrlEncoder().withoutPadding().encodeToString(packet) + ":" + preimage);
        accepted("L402 " + mac + ":" + preimage.toUpperCase(Locale.ROOT));
    }

    @Test
    @Tag("trap-12")
    @Tag("trap-15")
    void severalLinesAndFoldedLines() {
        accepted("LSAT " + mac + ":" + preimage, "L402 " + mac + ":" + preimage);
        accepted("L402 " + mac + ":" + preimage, "Bearer app-token");
        accepted("Bearer app-token", "L402 " + mac + ":" + preimage);
        accepted("Bearer app-token, L402 " + mac + ":" + preimage);
        accepted("L402 " + mac + ":" + preimage + ", Bearer app-token");
        accepted("LSAT " + mac + ":" + preimage + ",L402 " + mac + ":" + preimage);
        accepted("Digest username=\"a, L402 b\", realm=\"x\", L402 " + mac + ":" + preimage);
    }

    @Test
    void severalMacaroonsOfWhichTheFirstIsTheToken() {
        accepted("L402 " + mac + "," + mac + ":" + preimage);
        refused("L402 " + (mac + ",").repeat(5) + mac + ":" + preimage);
    }

    @Test
    void aMacaroonInHexadecimalThatCarriesItsPreimage() {
        String hex =
                HexFormat.of().formatHex(bought.withPreimageCaveat().token().encode());
        Seller.paid(seller.decide(TestRequest.get(Seller.PATH).header("Grpc-Metadata-Macaroon", hex)))
                .release();
        Seller.paid(seller.decide(TestRequest.get(Seller.PATH).header("Macaroon", hex)))
                .release();
        String bare = HexFormat.of().formatHex(bought.token().encode());
        Seller.denied(seller.decide(TestRequest.get(Seller.PATH).header("Macaroon", bare)), 400);
        Seller.denied(seller.decide(TestRequest.get(Seller.PATH).header("Macaroon", "zz")), 400);
        Seller.denied(seller.decide(TestRequest.get(Seller.PATH).header("Macaroon", "00".repeat(5000))), 400);
    }

    @Test
    void authorizationComesBeforeMetadata() {
        String hex = HexFormat.of().formatHex(new byte[] {1, 2, 3});
        Seller.paid(seller.decide(TestRequest.get(Seller.PATH)
                        .authorization(bought.credential())
                        .header("Macaroon", hex)))
                .release();
    }

    @ParameterizedTest
    @Tag("trap-13")
    @ValueSource(
            strings = {"Bearer xL402 abc:def", "Basic TDQwMiA=", "Bearer L402", "xL402 a:b", "L402x a:b", "", "Bearer"})
    void otherSchemesAreNoCredential(String line) {
        Reply reply =
                Seller.challenge(seller.decide(TestRequest.get(Seller.PATH).authorization(line)));
        assertThat(Seller.body(reply).getString("type")).endsWith("payment-required");
    }

    @Test
    @Tag("bad-input")
    void malformedCredentialsAreRefusedWithoutAnInvoice() {
        List<String> bad = new ArrayList<>(List.of(
                "L402",
                "L402 ",
                "L402 :",
                "L402 " + mac,
                "L402 " + mac + ":",
                "L402 " + mac + ":" + preimage.substring(1),
                "L402 " + mac + ":" + preimage + "0",
                "L402 " + mac + ":" + "g".repeat(64),
                "L402 :" + preimage,
                "L402 %%%%:" + preimage,
                "L402 " + mac.substring(0, mac.length() - 5) + ":" + preimage,
                "L402 " + "A".repeat(9000) + ":" + preimage,
                "L402 " + mac + " " + preimage,
                "L402 " + mac + ":" + preimage + ":" + preimage,
                "L402 " + mac + ":\u0000" + preimage.substring(1)));
        bad.add("L402 " + encoded(withIdentifier(65)) + ":" + preimage);
        bad.add("L402 " + encoded(withIdentifier(67)) + ":" + preimage);
        bad.add("L402 " + encoded(versionOne()) + ":" + preimage);
        bad.add("L402 " + encoded("MDAxY2xvY2F0aW9u".getBytes(StandardCharsets.US_ASCII)) + ":" + preimage);
        int calls = seller.wallet.calls.get();

        bad.forEach(this::refused);

        assertThat(seller.wallet.calls).as("nothing minted").hasValue(calls);
        accepted(bought.credential());
    }

    @Test
    @Tag("trap-18")
    @Tag("bad-input")
    void aThirdPartyCaveatIsRefusedAsOne() {
        Reply reply = refused("L402 " + encoded(thirdParty(bought.token().encode())) + ":" + preimage);

        assertThat(Seller.body(reply).getString("detail")).contains("third-party");
    }

    @Test
    @Tag("trap-17")
    @Tag("bad-input")
    void anIdentifierOfAnotherLengthOrVersionIsRefusedAsOne() {
        for (byte[] packet : List.of(withIdentifier(65), withIdentifier(67), versionOne())) {
            Reply reply = refused("L402 " + encoded(packet) + ":" + preimage);

            assertThat(Seller.body(reply).getString("detail")).contains("identifier");
        }
    }

    @Test
    @Tag("trap-19")
    @Tag("bad-input")
    @Timeout(30)
    void tenThousandCaveatsAreRefusedInBoundedTime() {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(new byte[] {2, 2, 66});
        packet.writeBytes(bought.token().identifier());
        packet.write(0);
        for (int i = 0; i < 10_000; i++) {
            packet.writeBytes(new byte[] {2, 1, 'x', 0});
        }
        packet.writeBytes(new byte[] {0, 6, 32});
        packet.writeBytes(new byte[32]);
        String heavy = "L402 " + encoded(packet.toByteArray()) + ":" + preimage;
        int calls = seller.wallet.calls.get();
        for (int i = 0; i < 100; i++) {
            refused(heavy);
        }
        assertThat(seller.wallet.calls).as("nothing minted").hasValue(calls);
    }

    @ParameterizedTest
    @Tag("trap-19")
    @Tag("bad-input")
    @ValueSource(strings = {"a,", "L402 a,", "L402 a:b,", "\"", ",", " "})
    @Timeout(30)
    void aLineOfAMegabyteIsReadInBoundedTime(String part) {
        String line = "L402 " + part.repeat(1_000_000 / part.length());

        assertThat(seller.decide(TestRequest.get(Seller.PATH).authorization(line)))
                .isInstanceOf(Decision.Deny.class);
    }

    @Test
    void theLastCharacterOfBase64HasOneSpelling() {
        byte[] packet = bought.token().encode();
        // Two unused bits: 4n+3 characters without padding. Narrow until the length fits.
        Seller.Bought fitting = bought;
        while (fitting.token().encode().length % 3 != 2) {
            fitting = fitting.narrowed("x" + "y".repeat(packet.length % 3));
        }
        String text = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(fitting.token().encode());
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        char other = alphabet.charAt(alphabet.indexOf(text.charAt(text.length() - 1)) ^ 1);

        accepted("L402 " + text + ":" + preimage);
        refused("L402 " + text.substring(0, text.length() - 1) + other + ":" + preimage);
    }

    @Test
    @Tag("trap-16")
    @Tag("bad-input")
    void twoDifferentCredentialsAreRefused() {
        Seller.Bought another = seller.buy();
        Reply reply = Seller.denied(
                seller.decide(TestRequest.get(Seller.PATH)
                        .authorization(bought.credential())
                        .authorization(another.credential())),
                400);

        assertThat(Seller.body(reply).getString("detail")).contains("two different credentials");
        Seller.denied(
                seller.decide(
                        TestRequest.get(Seller.PATH).authorization(bought.credential() + ", " + another.credential())),
                400);
    }

    @Test
    @Tag("trap-16")
    @Tag("bad-input")
    void twoDifferentMacaroonsInHexadecimalAreRefused() {
        String one =
                HexFormat.of().formatHex(bought.withPreimageCaveat().token().encode());
        String other = HexFormat.of()
                .formatHex(seller.buy().withPreimageCaveat().token().encode());
        for (String name : List.of("Macaroon", "Grpc-Metadata-Macaroon")) {
            Reply reply = Seller.denied(
                    seller.decide(
                            TestRequest.get(Seller.PATH).header("Macaroon", one).header(name, other)),
                    400);
            assertThat(Seller.body(reply).getString("detail")).contains("two different credentials");
        }
        Seller.paid(seller.decide(
                        TestRequest.get(Seller.PATH).header("Macaroon", one).header("Grpc-Metadata-Macaroon", one)))
                .release();
    }

    @Test
    void aHundredCredentialsAreRefused() {
        String line = bought.credential();
        TestRequest request = TestRequest.get(Seller.PATH);
        for (int i = 0; i < 100; i++) {
            request.authorization(line);
        }
        Seller.denied(seller.decide(request), 400);
    }

    @Test
    @Tag("invariant-08")
    void noReplyQuotesTheCredential() {
        for (String line : List.of("L402 " + mac, "L402 " + mac + ":" + "g".repeat(64), bought.credential() + "0")) {
            Reply reply =
                    Seller.denied(seller.decide(TestRequest.get(Seller.PATH).authorization(line)), 400);
            List<String> told = new ArrayList<>(List.of(reply.body()));
            reply.headers().forEach(header -> told.add(header.value()));
            assertThat(told)
                    .noneMatch(text -> text.contains(mac.substring(0, 40)) || text.contains(preimage.substring(0, 20)));
        }
    }

    private void accepted(String... lines) {
        TestRequest request = TestRequest.get(Seller.PATH);
        for (String line : lines) {
            request.authorization(line);
        }
        Seller.paid(seller.decide(request)).release();
    }

    private Reply refused(String line) {
        Reply reply = Seller.denied(seller.decide(TestRequest.get(Seller.PATH).authorization(line)), 400);
        assertThat(Seller.body(reply).getString("type")).endsWith("malformed-credential");
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
        return reply;
    }

    private static byte[] withIdentifier(int length) {
        return Macaroon.mint(Seller.KEY, new byte[length], List.of()).encode();
    }

    private static byte[] versionOne() {
        byte[] identifier = new byte[66];
        identifier[1] = 1;
        return Macaroon.mint(Seller.KEY, identifier, List.of()).encode();
    }

    private static byte[] thirdParty(byte[] packet) {
        byte[] out = new byte[packet.length + 9];
        int tail = packet.length - 35;
        System.arraycopy(packet, 0, out, 0, tail);
        System.arraycopy(new byte[] {1, 1, 'l', 2, 1, 'x', 4, 1, 'v'}, 0, out, tail, 9);
        // Its own end mark comes from the mark before the signature, so one more is needed.
        byte[] longer = java.util.Arrays.copyOf(out, out.length + 1);
        longer[tail + 9] = 0;
        System.arraycopy(packet, tail, longer, tail + 10, 35);
        return longer;
    }

    private static String encoded(byte[] packet) {
        return Base64.getEncoder().encodeToString(packet);
    }
}
