package org.l402;

import static org.assertj.core.api.Assertions.assertThat;
import static org.l402.ForeignClient.ALBY;
import static org.l402.ForeignClient.APERTURE;
import static org.l402.ForeignClient.APERTURE_GRPC;
import static org.l402.ForeignClient.FEWSATS;
import static org.l402.ForeignClient.INDEX_402;
import static org.l402.ForeignClient.L402_REQUESTS;
import static org.l402.ForeignClient.L402_SDK;
import static org.l402.ForeignClient.LNBOT;
import static org.l402.ForeignClient.LNGET;
import static org.l402.ForeignClient.LSAT_JS;

import jakarta.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.l402.ForeignClient.Challenge;
import org.l402.ForeignClient.Sent;
import org.l402.invoice.PaymentHash;

/** Every client in the field finds what it needs in a challenge, and what it sends back is taken. */
class ForeignClientsTest {
    private final Seller seller = Seller.create();

    @AfterEach
    void close() {
        seller.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsMacaroonAndInvoice(ForeignClient client) {
        finds(client, Seller.challenge(seller.decide(TestRequest.get(Seller.PATH))));
    }

    @ParameterizedTest
    @EnumSource
    void buysOneCallAndThenTheNext(ForeignClient client) {
        Reply first = Seller.challenge(seller.decide(TestRequest.get(Seller.PATH)));
        TestRequest paid = paid(client, first);
        Seller.paid(seller.decide(paid)).capture();

        Reply second = Seller.challenge(seller.decide(paid));
        finds(client, second);
        Seller.paid(seller.decide(paid(client, second))).capture();
        assertThat(seller.told(Event.Captured.class)).hasSize(2);
    }

    @Test
    void aperturesInterceptorFindsThemInAnAnswerOfGRpc() {
        Reply reply = Seller.challenge(
                seller.decide(TestRequest.of("POST", Seller.PATH).header("Content-Type", "application/grpc")));
        assertThat(APERTURE_GRPC.read(lines(reply))).isPresent();
    }

    /** Which clients can read the other forms that servers in the field send: what makes ours the one to send. */
    @Test
    void otherFormsLoseClients() {
        Challenge ours = APERTURE.read(lines(Seller.challenge(seller.decide(TestRequest.get(Seller.PATH)))))
                .orElseThrow();
        String plain = "macaroon=\"" + ours.macaroon() + "\", invoice=\"" + ours.invoice() + '"';
        String token = "token=\"" + ours.macaroon() + "\", invoice=\"" + ours.invoice() + '"';

        assertThat(losers("L402 version=\"0\", " + token))
                .contains(APERTURE, APERTURE_GRPC, LNGET, L402_REQUESTS, LNBOT, L402_SDK, FEWSATS, LSAT_JS)
                .doesNotContain(ALBY, INDEX_402);
        assertThat(losers("L402 " + plain.replace("\"", "")))
                .contains(APERTURE, LNGET, LNBOT, LSAT_JS)
                .doesNotContain(L402_REQUESTS, ALBY);
        assertThat(losers("Basic realm=\"x\"", "L402 " + plain))
                .contains(LNGET, L402_SDK, LNBOT, ALBY, INDEX_402)
                .doesNotContain(APERTURE, L402_REQUESTS, LSAT_JS, FEWSATS);
        assertThat(losers("LSAT " + plain, "L402 " + plain)).containsExactly(LNBOT);
        assertThat(losers("L402 " + plain + ", version=\"0\"")).isEmpty();
    }

    private static void finds(ForeignClient client, Reply reply) {
        JsonObject body = Seller.body(reply);
        assertThat(client.read(lines(reply)))
                .contains(new Challenge("L402", body.getString("macaroon"), body.getString("invoice")));
    }

    private TestRequest paid(ForeignClient client, Reply reply) {
        Challenge challenge = client.read(lines(reply)).orElseThrow();
        PaymentHash hash = PaymentHash.parse(Seller.body(reply).getString("payment_hash"));
        TestRequest request = TestRequest.get(Seller.PATH);
        for (Sent header : client.pay(challenge, seller.wallet.pay(hash).secretHex())) {
            request.header(header.name(), header.value());
        }
        return request;
    }

    private static Set<ForeignClient> losers(String... lines) {
        return Stream.of(ForeignClient.values())
                .filter(client -> client.read(List.of(lines)).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ForeignClient.class)));
    }

    private static List<String> lines(Reply reply) {
        return reply.headers().stream()
                .filter(header -> header.name().equals("WWW-Authenticate"))
                .map(Reply.Header::value)
                .toList();
    }
}
