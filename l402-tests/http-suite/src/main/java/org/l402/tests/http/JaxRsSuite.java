package org.l402.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.Event;

/**
 * What must hold on every JAX-RS server in a servlet container. The feature is on the class path and registered by nobody.
 */
public abstract class JaxRsSuite extends HostFixture {
    private final ShopApplication application = new ShopApplication(shop, runs);

    /** For subclasses. */
    protected JaxRsSuite() {}

    /** Starts the host with the application at {@code /api/*} and the filter in front. */
    protected abstract URI start(ShopApplication shopApplication) throws Exception;

    @Override
    protected final URI start(ShopApp servlets) throws Exception {
        return start(application);
    }

    @Test
    void whatHasNoPricePassesThrough() throws Exception {
        assertThat(send(get("/api/shop/open")).body()).isEqualTo("open");
    }

    @ParameterizedTest
    @Tag("trap-07")
    @Tag("trap-27")
    @CsvSource({
        "/api/shop/ok, 5",
        "/api/shop/items/7, 2",
        "/api/class, 14",
        "/api/class/dearer, 15",
        "/api/shop/locator/deep, 6",
        "/api/both, 5"
    })
    void whatHasAPriceIsAnsweredByAnInvoice(String path, String sats) throws Exception {
        HttpResponse<String> response = send(get(path));

        assertThat(response.headers().allValues("WWW-Authenticate").get(0))
                .matches("L402 macaroon=\".+\", invoice=\".+\"");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(ChallengeSuite.amount(response)).isEqualTo(sats);
        assertThat(runs.all()).isZero();
    }

    @Test
    void thePriceOfAGenericContractCounts() throws Exception {
        HttpRequest take = request("/api/contract")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("thing"))
                .build();

        assertThat(ChallengeSuite.amount(send(take))).isEqualTo("16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "empty", "stream", "async", "sse"})
    void aDeliveredAnswerIsPaid(String work) throws Exception {
        String path = "/api/shop/" + work;
        String credential = buy(path);

        HttpResponse<String> response = send(path, credential);

        assertThat(response.statusCode()).isLessThan(300);
        untilTold(Event.Captured.class, 1);
        spent(path, credential);
        assertThat(shop.told(Event.Reserved.class)).as("charged once").hasSize(1);
    }

    @ParameterizedTest
    @Tag("trap-26")
    @ValueSource(strings = {"throw", "missing", "stream-fails", "async-fails"})
    void anAnswerThatFailedCostsNothing(String work) throws Exception {
        String path = "/api/shop/" + work;
        String credential = buy(path);

        HttpResponse<String> failed = send(path, credential);

        assertThat(failed.statusCode()).isGreaterThanOrEqualTo(400).isNotEqualTo(402);
        untilTold(Event.Released.class, 1);
        assertThat(send(path, credential).statusCode()).isEqualTo(failed.statusCode());
    }

    @Test
    void eventsOfAStreamArrive() throws Exception {
        assertThat(client.send(get("/api/shop/sse")).body()).contains("token 0", "token 2");
    }

    @Test
    void theHandlerFindsItsPayment() throws Exception {
        assertThat(client.send(get("/api/shop/payment")).body()).startsWith("5000 ");
    }

    @Test
    void oneCallIsFree() throws Exception {
        assertThat(send(get("/api/shop/free")).body()).isEqualTo("free");
        assertThat(ChallengeSuite.amount(send(get("/api/shop/free")))).isEqualTo("30");
    }

    @Test
    void sharedCachesAreKeptOut() throws Exception {
        HttpResponse<String> paid = client.send(get("/api/shop/cache"));

        assertThat(String.join(",", paid.headers().allValues("Cache-Control")))
                .contains("private", "max-age=30")
                .doesNotContain("public", "s-maxage");
        assertThat(paid.headers().firstValue("X-Credit-Reserved")).contains("5");
    }

    @Test
    void thePriceOfABodyIsKnownAndTheHandlerSeesTheSameBytes() throws Exception {
        String body = "{\"words\":3,\"text\":\"drei Wörter hier\"}";
        HttpRequest ask = json(body);

        assertThat(ChallengeSuite.amount(send(ask))).isEqualTo("3");
        assertThat(client.send(ask).body()).isEqualTo(body);
        assertThat(send(json("{\"words\":\"x\"}")).statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("trap-01")
    void headCostsAsMuchAsGetAndOptionsIsFree() throws Exception {
        assertThat(send(request("/api/shop/ok")
                                .method("HEAD", BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(402);
        assertThat(send(request("/api/shop/ok")
                                .method("OPTIONS", BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isLessThan(300);
        assertThat(runs.all()).isZero();
    }

    @Test
    void wrongPathsMethodsAndTypesAreRefusedBeforeAnyPrice() throws Exception {
        assertThat(send(get("/api/shop/nothing")).statusCode()).isEqualTo(404);
        assertThat(send(request("/api/shop/ok").POST(BodyPublishers.noBody()).build())
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(request("/api/shop/echo")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("x"))
                                .build())
                        .statusCode())
                .isEqualTo(415);
        assertThat(shop.told(Event.Challenged.class)).isEmpty();
    }

    @Test
    void aRuleAndAnAnnotationThatAgreeChargeOnce() throws Exception {
        HttpResponse<String> paid = client.send(get("/api/both"));

        assertThat(paid.body()).isEqualTo("both");
        untilTold(Event.Captured.class, 1);
        assertThat(shop.told(Event.Reserved.class)).hasSize(1);
    }

    @Test
    void aRuleAndAnAnnotationThatDisagreeServeNobodyAndChargeNothing() throws Exception {
        HttpResponse<String> response = client.send(get("/api/clash"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(runs.of("clash")).isZero();
        untilTold(Event.Released.class, 1);
    }

    @Test
    void noSpellingOfAPathLeadsAroundThePrice() throws Exception {
        for (String path : List.of(
                "/api/shop/ok",
                "/api/shop/ok/",
                "/api/shop//ok",
                "/api//shop/ok",
                "/api/shop;x=1/ok",
                "/api/shop/ok;x=1",
                "/api/shop/%6fk",
                "/api/shop/./ok",
                "/api/x/../shop/ok",
                "/api/x/..;/shop/ok",
                "/api/shop%2Fok",
                "/api/both;v=1",
                "/api/bot%68",
                "/api//both",
                "/api/shop/open/../ok")) {
            for (String method : List.of("GET", "HEAD", "get")) {
                String answer = RawHttp.exchange(server, method + ' ' + path, List.of());
                assertThat(RawHttp.status(answer))
                        .as("%s %s: %s", method, path, answer)
                        .isNotIn(200, 500);
            }
        }
        assertThat(runs.all()).isZero();
    }

    /** RESTEasy takes method names in any case. */
    @Test
    @Tag("invariant-01")
    void aRuleForOneMethodHoldsInAnyCase() throws Exception {
        for (String method : List.of("GET", "get", "Get", "head")) {
            assertThat(RawHttp.exchange(server, method + " /api/by-rule", List.of()))
                    .doesNotStartWith("HTTP/1.1 200")
                    .doesNotContain("by rule");
        }
    }

    @Test
    @Tag("invariant-01")
    void whatIsBehindALocatorOfAPricedClassIsNotServedWithoutAPrice() throws Exception {
        assertThat(send(get("/api/class/locator/deep")).statusCode()).isEqualTo(500);
        assertThat(bodyOfPaid("/api/shop/locator/deep")).isEqualTo("deep");
    }

    @Test
    void aMethodThatPretendsToBeAnotherIsPriced() throws Exception {
        HttpResponse<String> response = send(request("/api/shop/ok")
                .header("X-HTTP-Method-Override", "GET")
                .POST(BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isIn(402, 405);
        assertThat(runs.all()).isZero();
    }

    private HttpRequest json(String body) {
        return request("/api/shop/echo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** What a path answers to somebody who pays; for what only some servers can do. */
    protected final String bodyOfPaid(String path) throws Exception {
        return client.send(get(path)).body();
    }
}
