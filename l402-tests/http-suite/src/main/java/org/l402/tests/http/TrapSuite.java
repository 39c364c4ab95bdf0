package org.l402.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.Event;
import org.l402.invoice.Preimage;
import org.l402.ledger.Balance;
import org.l402.macaroon.Macaroon;

/** Where paywalls before this one fell, one after the other. */
abstract class TrapSuite extends ChargeSuite {
    private static final String GIVEN_AWAY = "/priced/release";

    @Test
    @Tag("trap-02")
    void aTokenItsTwinWithThePreimageInsideAndANarrowedCopyWorkInTurn() throws Exception {
        Token token = Token.of(buy(GIVEN_AWAY));
        List<Token> copies = List.of(
                token,
                token.withPreimageCaveat(),
                token.narrowed("l402:path=/priced/*"),
                token.withPreimageCaveat().narrowed("l402:method=GET"));
        for (int round = 0; round < 3; round++) {
            for (Token copy : copies) {
                served(copy);
            }
        }
    }

    @ParameterizedTest
    @Tag("trap-03")
    @Tag("invariant-04")
    @ValueSource(
            strings = {
                "services=priced-any:0|services=priced-any:0,other:0",
                "priced-any_capabilities=priced-any|priced-any_capabilities=priced-any,other",
                "priced-any_valid_until=1|priced-any_valid_until=99999999999",
                "l402:path=/priced/other|l402:path=/priced/*",
                "l402:method=POST|l402:method=GET,POST",
                "l402:client=198.51.100.1|l402:client=0.0.0.0/0"
            })
    void nothingThatAHolderAppendsWidens(String caveats) throws Exception {
        Token token = Token.of(buy(GIVEN_AWAY));
        Token widened = token;
        for (String caveat : caveats.split("\\|", -1)) {
            widened = widened.narrowed(caveat);
        }
        refused(GIVEN_AWAY, widened.credential());
        served(token);
    }

    @Test
    @Tag("trap-04")
    void aPreimageThatAClientPutsIntoItsTokenDoesNotHurt() throws Exception {
        served(Token.of(buy(GIVEN_AWAY)).withPreimageCaveat());
    }

    @Test
    @Tag("attack-own-grant")
    @Tag("invariant-04")
    void aHolderWhoAppendsAGrantOfItsOwnIsRefused() throws Exception {
        Token token = Token.of(buy(GIVEN_AWAY));

        refused(GIVEN_AWAY, token.narrowed(token.grant()).credential());
        refused(
                GIVEN_AWAY,
                token.narrowed(token.grant().replace("paid=5000", "paid=5000000"))
                        .credential());
        served(token);
    }

    @Test
    @Tag("trap-05")
    void aCheapTokenDoesNotOpenADearDoorNorADearOneAnother() throws Exception {
        String cheap = buy(GIVEN_AWAY);
        String dear = buy("/exact");

        assertThat(amount(send("/exact", cheap))).isEqualTo("7");
        assertThat(amount(send("/priced/ok", dear))).isEqualTo("5");
        assertThat(runs.all()).isZero();
    }

    @Test
    @Tag("trap-06")
    @Tag("invariant-01")
    void aTokenOfOnesOwnMakingIsRefused() throws Exception {
        Token real = Token.of(buy(GIVEN_AWAY));
        Preimage own = Preimage.of(new byte[32]);
        byte[] identifier = real.macaroon().identifier();
        System.arraycopy(own.paymentHash().bytes(), 0, identifier, 2, 32);
        Macaroon forged = Macaroon.mint(new byte[32], identifier, List.of(real.grant()));

        refused(GIVEN_AWAY, new Token(forged, own.secretHex()).credential());
        refused(GIVEN_AWAY, real.withPreimage(own.secretHex()).credential());
    }

    @Test
    @Tag("trap-28")
    @Tag("invariant-04")
    void aTokenWhoseIdentifierHoldsTheHashElsewhereIsRefused() throws Exception {
        Token real = Token.of(buy(GIVEN_AWAY));
        byte[] moved = real.macaroon().identifier();
        byte[] hash = real.paymentHash().bytes();
        System.arraycopy(new byte[32], 0, moved, 2, 32);
        System.arraycopy(hash, 0, moved, 34, 32);
        byte[] shifted = real.macaroon().identifier();
        System.arraycopy(hash, 0, shifted, 3, 32);

        for (byte[] identifier : List.of(moved, shifted)) {
            Macaroon forged = Macaroon.mint(new byte[32], identifier, List.of(real.grant()));
            refused(GIVEN_AWAY, new Token(forged, real.preimage()).credential());
        }
    }

    @Test
    @Tag("trap-08")
    @Tag("invariant-05")
    void aLedgerThatIsDownIs503AndNobodyGetsAnythingForFree() throws Exception {
        String credential = buy(GIVEN_AWAY);
        shop.ledgerDown(true);

        for (HttpResponse<String> response :
                List.of(send(GIVEN_AWAY, credential), send(get(GIVEN_AWAY)), send(get("/free-ten")))) {
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(response.body()).doesNotContain("secret-place", "Exception");
        }
        assertThat(runs.all()).isZero();
        shop.ledgerDown(false);
        served(Token.of(credential));
    }

    @Test
    @Tag("trap-08")
    @Tag("invariant-05")
    void aLedgerThatDiesWhileTheHandlerRunsIs503AndThePaymentIsKept() throws Exception {
        Token token = Token.of(buy("/priced/ledger-dies"));
        app.work().onDemand(() -> shop.ledgerDown(true));

        HttpResponse<String> response = send("/priced/ledger-dies", token.credential());
        shop.ledgerDown(false);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("ledger-unavailable").doesNotContain("done");
        assertThat(shop.balance(token.paymentHash()).map(Balance::capturedMsat)).contains(0L);
    }

    @Test
    @Tag("trap-13")
    void aCredentialInsideAnotherOneIsNone() throws Exception {
        String credential = buy(GIVEN_AWAY);

        refused(GIVEN_AWAY, "Bearer x" + credential);
        refused(GIVEN_AWAY, "Bearer " + credential);
        refused(GIVEN_AWAY, "x" + credential);
    }

    @Test
    @Tag("trap-12")
    @Tag("trap-14")
    @Tag("trap-15")
    void everySpellingThatClientsSendIsServed() throws Exception {
        for (List<String> lines : Token.of(buy(GIVEN_AWAY)).spellings()) {
            String answer = RawHttp.exchange(server, "GET " + GIVEN_AWAY, lines);
            assertThat(RawHttp.status(answer))
                    .as("%s", lines.size() + lines.get(0).substring(0, 20))
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("trap-24")
    void anExpiredTokenIsAnsweredByAFreshChallenge() throws Exception {
        Token expired = Token.of(buy(GIVEN_AWAY)).narrowed("priced-any_valid_until=1700000000");

        HttpResponse<String> response = send(GIVEN_AWAY, expired.credential());

        assertThat(response.statusCode()).isEqualTo(402);
        assertThat(response.body()).contains("payment-expired");
        assertThat(client.pay(response)).startsWith("L402 ");
        assertThat(runs.all()).isZero();
    }

    @Test
    @Tag("trap-25")
    void anUnpaidRequestIsAskedToPayBeforeItsBodyIsLookedAt() throws Exception {
        HttpResponse<String> response = send(request("/priced/echo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{not even json"))
                .build());

        assertThat(response.statusCode()).isEqualTo(402);
        assertThat(runs.all()).isZero();
    }

    @Test
    @Tag("trap-27")
    void whateverElseIsOfferedL402ComesFirst() throws Exception {
        String spent = buy("/priced/ok");
        send("/priced/ok", spent);
        for (HttpResponse<String> response :
                List.of(send(get("/priced/ok")), send("/priced/ok", spent), send("/priced/ok", "Payment id=x"))) {
            assertThat(response.statusCode()).isEqualTo(402);
            assertThat(response.headers().allValues("WWW-Authenticate").get(0))
                    .matches("L402 macaroon=\"[A-Za-z0-9+/=]+\", invoice=\"lnbcrt[0-9a-z]+\"");
        }
    }

    /** The handler ran, and gave the call away, so that the token can be shown again. */
    private void served(Token token) throws Exception {
        HttpResponse<String> response = send(GIVEN_AWAY, token.credential());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        runs.forget();
    }

    private void refused(String path, String authorization) throws Exception {
        int reserved = shop.told(Event.Reserved.class).size();

        HttpResponse<String> response = send(path, authorization);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(402);
        assertThat(runs.all()).isZero();
        assertThat(shop.told(Event.Reserved.class)).as("nothing spent").hasSize(reserved);
    }
}
