package org.l402.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.Event;

/** Whatever a stranger sends: a clear 4xx in bounded time, no stack trace, nothing minted, nothing spent. */
abstract class BadInputSuite extends TrapSuite {
    private static final Duration BOUND = Duration.ofSeconds(5);

    /** Longer headers are refused by some hosts themselves, in their own words. */
    private static final int LET_THROUGH = 7500;

    private static final String PATH = "/priced/release";

    @Test
    @Tag("bad-input")
    @Tag("trap-17")
    void wrongLengthsAreRefused() throws Exception {
        Token token = Token.of(buy(PATH));
        byte[] packet = token.macaroon().encode();
        List<String> bad = new ArrayList<>();
        for (int cut : List.of(1, 2, 32, 33, 60, packet.length - 1, packet.length)) {
            bad.add(l402(Arrays.copyOf(packet, packet.length - cut), token.preimage()));
        }
        bad.add(l402(Arrays.copyOf(packet, packet.length + 1), token.preimage()));
        for (int length : List.of(0, 1, 65, 67, 127)) {
            bad.add(l402(Token.unsigned(new byte[length], 1), token.preimage()));
        }
        byte[] versionOne = token.macaroon().identifier();
        versionOne[1] = 1;
        bad.add(l402(Token.unsigned(versionOne, 1), token.preimage()));
        for (int digits : List.of(0, 1, 62, 63, 65, 66, 128)) {
            bad.add(l402(packet, "0".repeat(digits)));
        }
        refusedAll(bad);
        stillGood(token);
    }

    @Test
    @Tag("bad-input")
    void malformedTextIsRefused() throws Exception {
        Token token = Token.of(buy(PATH));
        String base64 = Base64.getEncoder().encodeToString(token.macaroon().encode());
        refusedAll(List.of(
                "L402",
                "L402 :",
                "L402 " + base64,
                "L402 " + base64 + ':',
                "L402 :" + token.preimage(),
                "L402 %%%%:" + token.preimage(),
                "L402 " + base64.substring(1) + ':' + token.preimage(),
                "L402 " + base64.replace('A', '*') + ':' + token.preimage(),
                "L402 " + base64.substring(0, 40) + "= =" + base64.substring(40) + ':' + token.preimage(),
                "L402 " + base64 + "====:" + token.preimage(),
                "L402 " + base64 + ':' + "g".repeat(64),
                "L402 " + base64 + ":0x" + token.preimage().substring(2),
                "L402 " + base64 + ' ' + token.preimage(),
                "L402 " + HexFormat.of().formatHex(token.macaroon().encode()) + ':' + token.preimage()));
        stillGood(token);
    }

    @Test
    @Tag("bad-input")
    @Tag("trap-18")
    void aThirdPartyCaveatIsRefused() throws Exception {
        Token token = Token.of(buy(PATH));
        byte[] packet = token.macaroon().encode();
        byte[] caveat = {1, 1, 'l', 2, 1, 'x', 4, 1, 'v', 0};
        byte[] with = new byte[packet.length + caveat.length];
        int end = packet.length - 35;
        System.arraycopy(packet, 0, with, 0, end);
        System.arraycopy(caveat, 0, with, end, caveat.length);
        System.arraycopy(packet, end, with, end + caveat.length, 35);

        String answer = refused(l402(with, token.preimage()));

        assertThat(answer).contains("third-party");
        stillGood(token);
    }

    @Test
    @Tag("bad-input")
    @Tag("trap-19")
    void manyCaveatsAreRefused() throws Exception {
        Token token = Token.of(buy(PATH));
        for (int caveats : List.of(65, 900, 10_000)) {
            refused(l402(Token.unsigned(token.macaroon().identifier(), caveats), token.preimage()));
        }
        stillGood(token);
    }

    @Test
    @Tag("bad-input")
    @Tag("trap-19")
    void oversizeHeadersAreRefused() throws Exception {
        Token token = Token.of(buy(PATH));
        refused("L402 " + "A".repeat(7000) + ':' + token.preimage());
        refused("L402 " + "A".repeat(100_000) + ':' + token.preimage());
        refused("L402 " + "a,".repeat(3500) + token.preimage());
        refused("Bearer x, ".repeat(500) + "L402 x");
        stillGood(token);
    }

    @Test
    @Tag("bad-input")
    @Tag("trap-16")
    void twoDifferentCredentialsAreRefused() throws Exception {
        Token one = Token.of(buy(PATH));
        Token other = Token.of(buy(PATH));

        refused(List.of("Authorization: " + one.credential(), "Authorization: " + other.credential()));
        refused(List.of("Authorization: " + one.credential() + ", " + other.credential()));
        refused(List.of(
                "Authorization: " + one.credential(),
                "Authorization: " + one.narrowed("l402:method=GET").credential()));
        refused(List.of("Macaroon: " + hex(one), "Macaroon: " + hex(other)));
        refused(List.of("Grpc-Metadata-Macaroon: " + hex(one), "Macaroon: " + hex(other)));
        stillGood(one);
        stillGood(other);
    }

    private void refusedAll(List<String> credentials) throws Exception {
        for (String credential : credentials) {
            refused(credential);
        }
    }

    private String refused(String credential) throws Exception {
        return refused(List.of("Authorization: " + credential));
    }

    private String refused(List<String> lines) throws Exception {
        int invoices = shop.told(Event.Challenged.class).size();
        long start = System.nanoTime();

        String answer = RawHttp.exchange(server, "GET " + PATH, lines);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        String said = lines.get(0).substring(0, Math.min(60, lines.get(0).length()));
        assertThat(RawHttp.status(answer)).as("%s", said).isBetween(400, 499).isNotEqualTo(401);
        assertThat(answer).doesNotContain("org.l402");
        if (lines.stream().mapToInt(String::length).sum() < LET_THROUGH) {
            assertThat(answer).contains("malformed-credential").doesNotContain("Exception", "\tat ");
        }
        assertThat(shop.told(Event.Challenged.class)).as("nothing minted").hasSize(invoices);
        assertThat(shop.told(Event.Reserved.class)).as("nothing spent").isEmpty();
        assertThat(runs.all()).isZero();
        return answer;
    }

    /** What was refused has cost the token nothing. */
    private void stillGood(Token token) throws Exception {
        assertThat(send(PATH, token.credential()).statusCode()).isEqualTo(200);
        runs.forget();
        shop.forget();
    }

    private static String l402(byte[] packet, String preimage) {
        return "L402 " + Base64.getEncoder().encodeToString(packet) + ':' + preimage;
    }

    private static String hex(Token token) {
        return HexFormat.of().formatHex(token.withPreimageCaveat().macaroon().encode());
    }
}
