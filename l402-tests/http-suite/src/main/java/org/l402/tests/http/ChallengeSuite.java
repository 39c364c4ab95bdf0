package org.l402.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is asked to pay, and how. */
abstract class ChallengeSuite extends HostFixture {
    private static final List<String> PATHS = List.of(
            "/priced/ok",
            "/priced/ok/",
            "/priced//ok",
            "//priced/ok",
            "/priced/./ok",
            "/open/../priced/ok",
            "/open/..;/priced/ok",
            "/priced;x=1/ok",
            "/priced/ok;x=1",
            "/;x/priced/ok",
            "/%70riced/ok",
            "/priced%2Fok",
            "/open/..%2Fpriced/ok",
            "/open/%2e%2e/priced/ok",
            "/open%2f..%2fpriced%2fok",
            "/priced%5cok",
            "/priced\\ok",
            "/open/..%5cpriced/ok",
            "/%2570riced/ok",
            "/priced/ok?x=1",
            "/priced/%6fk",
            "/exact",
            "/exact/",
            "/exact;a=b",
            "/%65xact",
            "/annotated/class/x",
            "/annotated/class",
            "/annotated//class/x",
            "/annotated/class;v=1/x",
            "/any/where.sold",
            "/where.sold;x=y",
            "/annotated/method",
            "/annotated/method;x",
            "/annotated/%6dethod");

    @Test
    void whatHasNoPricePassesThrough() throws Exception {
        HttpResponse<String> response = send(get("/open/ok"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok");
        assertThat(response.headers().firstValue("Cache-Control")).isEmpty();
    }

    @Test
    @Tag("trap-07")
    @Tag("trap-27")
    @Tag("invariant-01")
    void whatHasAPriceIsAnsweredByAnInvoiceAndTheHandlerDoesNotRun() throws Exception {
        HttpResponse<String> response = send(get("/priced/ok"));

        assertThat(response.statusCode()).isEqualTo(402);
        assertThat(response.headers().allValues("WWW-Authenticate").get(0))
                .matches("L402 macaroon=\"[A-Za-z0-9+/=]+\", invoice=\"lnbcrt[0-9a-z]+\"");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(response.body()).startsWith("{").contains("\"invoice\":\"lnbcrt", "\"amount_sats\":5");
        assertThat(runs.all()).isZero();
    }

    @Test
    void aPaidRequestGetsItsAnswerOnce() throws Exception {
        String credential = buy("/priced/ok");

        HttpResponse<String> paid = send("/priced/ok", credential);

        assertThat(paid.statusCode()).isEqualTo(200);
        assertThat(paid.body()).isEqualTo("ok");
        assertThat(paid.headers().firstValue("X-Credit-Balance")).contains("0");
        assertThat(paid.headers().firstValue("X-Credit-Reserved")).contains("5");
        spent("/priced/ok", credential);
        assertThat(runs.of("ok")).isEqualTo(1);
    }

    @Test
    @Tag("trap-12")
    void severalAuthorizationLinesAreRead() throws Exception {
        String credential = buy("/priced/release");
        for (List<String> lines : List.of(
                List.of("Bearer app", credential),
                List.of(credential, "Bearer app"),
                List.of("LSAT" + credential.substring(4), credential))) {
            String answer = RawHttp.exchange(
                    server,
                    "GET /priced/release",
                    lines.stream().map(line -> "Authorization: " + line).toList());
            assertThat(RawHttp.status(answer)).as(lines.get(0).substring(0, 4)).isEqualTo(200);
        }
    }

    @Test
    @Tag("trap-01")
    void headCostsAsMuchAsGetAndHasNoBody() throws Exception {
        HttpResponse<String> head = send(
                request("/priced/ok").method("HEAD", BodyPublishers.noBody()).build());

        assertThat(head.statusCode()).isEqualTo(402);
        assertThat(head.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("L402 ");
        assertThat(head.body()).isEmpty();
        assertThat(runs.all()).isZero();
    }

    @Test
    void optionsIsFree() throws Exception {
        HttpResponse<String> options = send(
                request("/priced/ok").method("OPTIONS", BodyPublishers.noBody()).build());

        assertThat(options.statusCode()).isEqualTo(200);
    }

    @Test
    void aRuleForOneMethodLeavesTheOthersFree() throws Exception {
        assertThat(send(get("/by-method")).statusCode()).isEqualTo(200);
        assertThat(send(request("/by-method").POST(BodyPublishers.noBody()).build())
                        .statusCode())
                .isEqualTo(402);
    }

    @Test
    @Tag("bad-input")
    void aMalformedCredentialIsRefusedInPlainWords() throws Exception {
        for (String bad : List.of("L402 x", "L402 a:b", "L402 " + "A".repeat(3000) + ":" + "0".repeat(64))) {
            HttpResponse<String> response = send("/priced/ok", bad);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("malformed-credential").doesNotContain("Exception");
        }
        assertThat(runs.all()).isZero();
        assertThat(shop.told(org.l402.Event.Challenged.class)).isEmpty();
    }

    @Test
    void anOversizeHeaderIsRefusedByTheHostOrByUs() throws Exception {
        String answer = RawHttp.exchange(
                server, "GET /priced/ok", List.of("Authorization: L402 " + "A".repeat(30_000) + ":" + "0".repeat(64)));

        assertThat(RawHttp.status(answer)).isBetween(400, 499);
        assertThat(runs.all()).isZero();
    }

    /** No spelling of a path reaches a handler that has a price. */
    @Test
    @Tag("invariant-01")
    void noSpellingOfAPathLeadsAroundThePrice() throws Exception {
        for (String path : PATHS) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "get", "FOO")) {
                String answer = RawHttp.exchange(server, method + ' ' + path, List.of("Content-Length: 0"));
                assertThat(RawHttp.status(answer)).as("%s %s", method, path).isNotEqualTo(500);
            }
            assertThat(runs.all()).as(path).isZero();
        }
    }

    @Test
    void theHostsOwnRefusalsAreNoneOfOurs() throws Exception {
        assertThat(send(get("/nothing-here")).statusCode()).isEqualTo(404);
    }

    @Test
    void priceOfAClassOfAMethodOfAnInterfaceAndOfASuperclass() throws Exception {
        assertThat(amount(send(get("/annotated/class/x")))).isEqualTo("11");
        assertThat(amount(send(get("/where.sold")))).isEqualTo("11");
        assertThat(amount(send(get("/annotated/method")))).isEqualTo("12");
        assertThat(amount(send(get("/annotated/interface")))).isEqualTo("9");
        assertThat(amount(send(get("/annotated/superclass")))).isEqualTo("9");
        assertThat(runs.all()).isZero();
        assertThat(send(request("/annotated/method")
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> paid = client.send(get("/annotated/class/x"));
        assertThat(paid.body()).isEqualTo("OnClass");
    }

    @Test
    void headOfAnAnnotatedDoGetIsPricedToo() throws Exception {
        assertThat(send(request("/annotated/method")
                                .method("HEAD", BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(402);
    }

    @Test
    @Tag("trap-10")
    void oneCallIsFreeAndASpoofedAddressGetsNoSecond() throws Exception {
        assertThat(send(get("/free-once")).statusCode()).isEqualTo(200);

        HttpResponse<String> second = send(request("/free-once")
                .header("X-Forwarded-For", "198.51.100.9")
                .header("Forwarded", "for=198.51.100.9")
                .build());

        assertThat(second.statusCode()).isEqualTo(402);
        assertThat(runs.of("free-once")).isEqualTo(1);
    }

    @Test
    void clientsThatMatchHeaderNamesInAnyCaseAreServed() throws Exception {
        String credential = buy("/priced/ok");
        String answer = RawHttp.exchange(
                server,
                "GET /priced/ok",
                List.of("aUTHORIZATION: " + credential.substring(0, 4).toLowerCase(Locale.ROOT)
                        + credential.substring(4)));

        assertThat(RawHttp.status(answer)).isEqualTo(200);
    }

    static String amount(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(402);
        return response.body().replaceAll(".*\"amount_sats\":([0-9]+).*", "$1");
    }
}
