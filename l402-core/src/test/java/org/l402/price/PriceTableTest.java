package org.l402.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {
    private final PriceTable table = table(
            "/*=1", "/api/*=2", "/api/v1/*=3", "/api/v1/ask=4", "POST /api/v1/ask=5", "GET /api/v1/ask/*=6", "/=7");

    @ParameterizedTest
    @CsvSource({
        "GET, /, 7",
        "GET, /x, 1",
        "GET, /apix, 1",
        "GET, /api, 2",
        "GET, /api/, 2",
        "GET, /api/x/y/z, 2",
        "GET, /api/v1, 3",
        "GET, /api/v1/other, 3",
        "GET, /api/v1/ask, 4",
        "GET, /api/v1/ask/, 4",
        "POST, /api/v1/ask, 5",
        "POST, /api/v1/ask/, 5",
        "GET, /api/v1/ask/x, 6",
        "get, /api/v1/ask/x, 6",
        "Head, /api/v1/ask/x, 6",
        "HEAD, /api/v1/ask/x, 6",
        "POST, /api/v1/ask/x, 3",
        "DELETE, /api/v1/ask/x, 3",
        "GET, /API/v1, 1"
    })
    void theMostSpecificRuleWins(String method, String path, long sats) {
        assertThat(table.find(method, path).orElseThrow().pricing()).isEqualTo(new Pricing.Fixed(Price.sats(sats)));
    }

    @Test
    void withoutARuleForEverythingTheRestIsFree() {
        PriceTable few = table("/a/*=1", "POST /b=2");

        assertThat(few.find("GET", "/")).isEmpty();
        assertThat(few.find("GET", "/b")).isEmpty();
        assertThat(few.find("GET", "/ab")).isEmpty();
        assertThat(few.find("GET", "")).isEmpty();
    }

    @Test
    void namesAreMadeFromTargets() {
        assertThat(table.rules().stream().map(rule -> rule.offer().id()))
                .containsExactly(
                        "any", "api-any", "api-v1-any", "api-v1-ask", "post-api-v1-ask", "get-api-v1-ask-any", "root");
    }

    @Test
    void twoRulesForOneTargetAreRefused() {
        assertThatThrownBy(() -> table("/x=1", "/x/=2")).hasMessageContaining("two prices for /x");
        assertThat(table("/x=1", "/x/*=2", "GET /x=3").rules()).hasSize(3);
    }

    @Nested
    class Texts {
        @ParameterizedTest
        @CsvSource({"5 sat, 5000", "5 sats, 5000", "5sat, 5000", "2500 msat, 2500", "1_000 sat, 1000000", "0 sat, 0"})
        void pricesAreRead(String text, long msat) {
            assertThat(Price.parse(text).msat()).isEqualTo(msat);
        }

        @ParameterizedTest
        @CsvSource({
            "5",
            "sat",
            "-5 sat",
            "5.5 sat",
            "5 btc",
            "5 usd",
            "99999999999999999999 sat",
            "3000000000000000 sat"
        })
        void otherPricesAreNot(String text) {
            assertThatThrownBy(() -> Price.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void pricesPrintAsTheyAreRead() {
            for (String text : List.of("5 sat", "2500 msat", "0 sat")) {
                assertThat(Price.parse(text)).hasToString(text);
            }
            assertThat(Price.msat(1).roundedUpToSats()).isEqualTo(Price.sats(1));
            assertThat(Price.msat(1000).roundedUpToSats()).isEqualTo(Price.sats(1));
            assertThat(Price.msat(Price.MAX_MSAT).satsRoundedUp()).isEqualTo(Price.MAX_MSAT / 1000);
        }

        @Test
        void quotasAreRead() {
            assertThat(FreeQuota.parse("10 per P1D")).isEqualTo(new FreeQuota(10, Duration.ofDays(1)));
            for (String text :
                    List.of("10", "10 per day", "0 per PT1H", "per PT1H", "1 per PT0S", "1 per -PT1H", "1 per P400D")) {
                assertThatThrownBy(() -> FreeQuota.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Nested
    class Offers {
        @Test
        void aFixedPriceIsAboveZero() {
            assertThatThrownBy(() -> Offer.fixed(Price.sats(0))).hasMessageContaining("above zero");
        }

        @Test
        void namesStandInTokens() {
            for (String name : List.of("", "Upper", "a b", "a;b", "a=b", "a_b", "l402", "l402-x", "x".repeat(49))) {
                assertThatThrownBy(() -> Offer.fixed(Price.sats(1)).id(name))
                        .as(name)
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Offer.fixed(Price.sats(1)).service(name))
                        .as(name)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }

        @Test
        void descriptionsStandInHeaders() {
            for (String text : List.of("", "a\"b", "a\\b", "ä", "a\nb", "x".repeat(101))) {
                assertThatThrownBy(() -> Offer.fixed(Price.sats(1)).description(text))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Nested
    class Inputs {
        @Test
        void equalInputsHaveOneDigestAndOthersAnother() {
            String digest = inputs("a", Optional.of("b")).digest();

            assertThat(digest)
                    .hasSize(22)
                    .isEqualTo(inputs("a", Optional.of("b")).digest());
            assertThat(List.of(
                            inputs("a", Optional.of("c")),
                            inputs("a", Optional.of("")),
                            inputs("a", Optional.empty()),
                            inputs("ab", Optional.of("")),
                            inputs("a", Optional.of("-1:"))))
                    .extracting(PriceInputs::digest)
                    .doesNotContain(digest)
                    .doesNotHaveDuplicates();
        }

        @Test
        void whatIsNotDeclaredCannotBeUsed() {
            assertThatThrownBy(() -> inputs("a", Optional.empty()).header("b"))
                    .isInstanceOf(IllegalStateException.class);
        }

        private static PriceInputs inputs(String name, Optional<String> value) {
            return new PriceInputs(Map.of(PriceInput.header(name), value));
        }
    }

    private static PriceTable table(String... lines) {
        List<PriceRule> rules = new ArrayList<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            Offer offer = Offer.fixed(Price.sats(Long.parseLong(line.substring(equals + 1))));
            rules.add(PriceRule.of(line.substring(0, equals), offer, "test"));
        }
        return PriceTable.of(rules);
    }
}
