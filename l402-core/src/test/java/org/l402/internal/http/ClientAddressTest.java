package org.l402.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.internal.net.AddressBlock;
import org.l402.internal.net.IpLiteral;

class ClientAddressTest {
    private static final String PROXY = "10.0.0.1";

    private final ClientAddress direct = new ClientAddress(List.of(), "X-Forwarded-For");
    private final ClientAddress behind = new ClientAddress(
            List.of(AddressBlock.parse("10.0.0.0/8"), AddressBlock.parse("fd00::/8")), "X-Forwarded-For");
    private final ClientAddress rfc7239 = new ClientAddress(List.of(AddressBlock.parse("10.0.0.0/8")), "Forwarded");

    @Test
    @Tag("trap-10")
    void aStrangersHeaderIsIgnored() {
        assertThat(of(direct, "203.0.113.7", "198.51.100.1")).contains("203.0.113.7");
        assertThat(of(behind, "203.0.113.7", "198.51.100.1")).contains("203.0.113.7");
    }

    @Test
    @Tag("trap-10")
    void theRightMostAddressThatIsNoProxyCounts() {
        assertThat(of(behind, PROXY, "198.51.100.1")).contains("198.51.100.1");
        assertThat(of(behind, PROXY, "6.6.6.6, 198.51.100.1")).contains("198.51.100.1");
        assertThat(of(behind, PROXY, "6.6.6.6, 198.51.100.1, 10.0.0.9")).contains("198.51.100.1");
        assertThat(of(behind, PROXY, "6.6.6.6", "198.51.100.1, 10.0.0.9")).contains("198.51.100.1");
        assertThat(of(behind, PROXY, "198.51.100.1:4711")).contains("198.51.100.1");
        assertThat(of(behind, PROXY, "2001:db8::1")).contains("2001:db8:0:0:0:0:0:1");
        assertThat(of(behind, "fd00::1", "198.51.100.1")).contains("198.51.100.1");
    }

    @Test
    void aProxyThatHidesItsClientMakesItUnknown() {
        for (String hop :
                List.of("unknown", "_hidden", "", " ", "example.org", "198.51.100.1, ", "1.2.3", "1.2.3.4.5")) {
            assertThat(of(behind, PROXY, hop)).as(hop).isEmpty();
        }
    }

    @Test
    void aProxyThatSaysNothingIsTheClient() {
        assertThat(of(behind, PROXY)).contains(PROXY);
        assertThat(of(behind, PROXY, "10.0.0.2, 10.0.0.3")).contains(PROXY);
    }

    @Test
    void theForwardedHeaderOfRfc7239() {
        assertThat(of(rfc7239, PROXY, "for=198.51.100.1;proto=https;by=10.0.0.1"))
                .contains("198.51.100.1");
        assertThat(of(rfc7239, PROXY, "for=6.6.6.6, For=\"[2001:db8::1]:4711\""))
                .contains("2001:db8:0:0:0:0:0:1");
        assertThat(of(rfc7239, PROXY, "proto=https; for = 198.51.100.1")).contains("198.51.100.1");
        assertThat(of(rfc7239, PROXY, "for=unknown")).isEmpty();
        assertThat(of(rfc7239, PROXY, "for=\"198.51.100.1:_gate\";host=\"a;for=6.6.6.6\""))
                .contains("198.51.100.1");
    }

    @Test
    void anOpenQuoteOfAStrangerDoesNotMakeTheStrangersAddressCount() {
        assertThat(of(rfc7239, PROXY, "for=\"6.6.6.6, for=198.51.100.1")).contains("198.51.100.1");
        assertThat(of(rfc7239, PROXY, "for=\"6.6.6.6, for=\"[2001:db8::1]\"")).contains("2001:db8:0:0:0:0:0:1");
        assertThat(of(rfc7239, PROXY, "for=\"6.6.6.6:, for=\"198.51.100.1:4711\""))
                .contains("198.51.100.1");
        assertThat(of(rfc7239, PROXY, "for=\"[6.6.6.6], for=\"[2001:db8::1]\";proto=https"))
                .contains("2001:db8:0:0:0:0:0:1");
        assertThat(of(rfc7239, PROXY, "for=\"[::6]\\, for=\"198.51.100.1:4711\";host=\"a\\\"b\""))
                .contains("198.51.100.1");
    }

    @Test
    void anElementThatDoesNotNameItsClientOnceHidesIt() {
        for (String element : List.of("notfor=198.51.100.1", "proto=https", "", "for=198.51.100.1;for=198.51.100.2")) {
            assertThat(of(rfc7239, PROXY, "for=6.6.6.6, " + element))
                    .as(element)
                    .isEmpty();
        }
    }

    @Test
    void whatFollowsAnAddressIsAPortOrTheAddressDoesNotCount() {
        for (String node :
                List.of("6.6.6.6:", "6.6.6.6:80x", "6.6.6.6:123456", "[::6]80", "[::6]:", "[::6]]", "[::6")) {
            assertThat(of(behind, PROXY, node)).as(node).isEmpty();
        }
    }

    @Test
    void theOtherHeaderIsAStrangersWord() {
        ClientAddress address = new ClientAddress(List.of(AddressBlock.parse("10.0.0.0/8")), "X-Forwarded-For");

        assertThat(address.of(
                                PROXY,
                                name -> name.equals("Forwarded") ? List.of("for=6.6.6.6") : List.of("198.51.100.1"))
                        .map(InetAddress::getHostAddress))
                .contains("198.51.100.1");
    }

    @Test
    void aVeryLongChainIsReadFromItsEnd() {
        assertThat(of(behind, PROXY, "6.6.6.6, ".repeat(100_000) + "198.51.100.1"))
                .contains("198.51.100.1");
    }

    @Nested
    class Literals {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0.0.0.0",
                    "255.255.255.255",
                    "192.0.2.1",
                    "::",
                    "::1",
                    "2001:db8::1",
                    "::ffff:192.0.2.1",
                    "fe80::1"
                })
        void addressesAreRead(String text) {
            assertThat(IpLiteral.parse(text)).isPresent();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "localhost",
                    "beef",
                    "1.2.3",
                    "1.2.3.4.5",
                    "1.2.3.4.",
                    ".1.2.3",
                    "1..2.3",
                    "1.2.3.4444",
                    "1.2.3.+4",
                    "256.1.1.1",
                    "01.2.3.4",
                    "0x7f.1",
                    "1:2:3",
                    ":::",
                    "g::1",
                    "1.2.3.4:80",
                    "[::1]",
                    "fe80::1%eth0",
                    "2001:db8::1::2",
                    "12345::"
                })
        void nothingElseIsAndNoNameIsLookedUp(String text) {
            assertThat(IpLiteral.parse(text)).isEmpty();
        }

        @Test
        void anIpv4AddressWithinIpv6IsTheSameClient() throws Exception {
            assertThat(IpLiteral.parse("::ffff:192.0.2.1"))
                    .contains(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}));
        }
    }

    @Nested
    class Blocks {
        @ParameterizedTest
        @CsvSource({
            "10.0.0.0/8, 10.255.1.2, true",
            "10.0.0.0/8, 11.0.0.0, false",
            "192.0.2.7, 192.0.2.7, true",
            "192.0.2.7, 192.0.2.6, false",
            "192.0.2.128/25, 192.0.2.127, false",
            "0.0.0.0/0, 203.0.113.7, true",
            "0.0.0.0/0, 2001:db8::1, false",
            "2001:db8::/33, 2001:db8:7fff::, true",
            "2001:db8::/33, 2001:db8:8000::, false"
        })
        void contain(String block, String address, boolean expected) {
            assertThat(AddressBlock.parse(block)
                            .contains(IpLiteral.parse(address).orElseThrow()))
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "10.0.0.0/8, 10.1.0.0/16, true",
            "10.1.0.0/16, 10.0.0.0/8, false",
            "10.0.0.0/8, 10.0.0.0/8, true",
            "10.0.0.0/8, 11.0.0.0/16, false"
        })
        void coverOtherBlocks(String wide, String narrow, boolean expected) {
            assertThat(AddressBlock.parse(wide).covers(AddressBlock.parse(narrow)))
                    .isEqualTo(expected);
        }
    }

    private static Optional<String> of(ClientAddress address, String peer, String... lines) {
        return address.of(
                        peer,
                        name -> name.equals("Forwarded") || name.equals("X-Forwarded-For") ? List.of(lines) : List.of())
                .map(InetAddress::getHostAddress);
    }
}
