package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.internal.http.Credentials;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.RootKeys;

/** Whoever logs one of our objects tells nobody a secret. */
class NoSecretInTextTest {
    private final Seller seller = Seller.create();

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    @Tag("invariant-08")
    void aChallengeTellsTheTokenToItsClientOnly() {
        Decision decision = seller.decide(TestRequest.get(Seller.PATH));
        Reply reply = Seller.challenge(decision);
        Seller.Bought bought = seller.bought(reply);

        for (Object told :
                List.of(decision, reply, reply.headers(), reply.headers().get(0))) {
            assertSecret(bought, told);
        }
        assertThat(reply)
                .hasToString("Reply[402 WWW-Authenticate, Content-Type, Cache-Control, X-Correlation-Id,"
                        + " Access-Control-Expose-Headers]");
    }

    @Test
    @Tag("invariant-08")
    void whatIsMadeOfACredentialDoesNotTellIt() throws Exception {
        Seller.Bought bought = seller.buy();
        Macaroon token = bought.token();
        TestRequest request = TestRequest.get(Seller.PATH)
                .authorization(bought.withPreimageCaveat().credential());
        Decision decision = seller.decide(request);
        Charge charge = Seller.paid(decision);

        for (Object told : List.of(
                decision,
                charge,
                charge.payment().orElseThrow(),
                charge.receipt(),
                Credentials.read(request::headers).orElseThrow(),
                token,
                bought.withPreimageCaveat().token().caveats(),
                bought.preimage(),
                RootKeys.of(Seller.KEY),
                seller.engine,
                seller.events)) {
            assertSecret(bought, told);
        }
    }

    private static void assertSecret(Seller.Bought bought, Object told) {
        byte[] packet = bought.token().encode();
        byte[] signature = Arrays.copyOfRange(packet, packet.length - 32, packet.length);
        String text = told.toString().toLowerCase(Locale.ROOT);
        for (byte[] secret : List.of(signature, bought.preimage().secretBytes(), Seller.KEY)) {
            String hex = HexFormat.of().formatHex(secret);
            String base64 = Base64.getEncoder().encodeToString(secret);
            assertThat(text)
                    .as("%s", told.getClass())
                    .doesNotContain(hex, base64.toLowerCase(Locale.ROOT), Arrays.toString(secret));
        }
        String end = bought.base64().substring(bought.base64().length() - 40).toLowerCase(Locale.ROOT);
        assertThat(text).as("%s", told.getClass()).doesNotContain(end);
    }
}
