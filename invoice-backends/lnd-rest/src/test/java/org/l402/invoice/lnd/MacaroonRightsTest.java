package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.macaroon.Macaroon;

class MacaroonRightsTest {
    static Stream<Macaroon> narrow() {
        return Stream.of(TestMacaroons.LEAST, TestMacaroons.INVOICE, TestMacaroons.INVOICES, TestMacaroons.READ_ONLY);
    }

    @ParameterizedTest
    @MethodSource("narrow")
    void takesMacaroonsThatCannotSpend(Macaroon macaroon) {
        assertThat(MacaroonRights.beyondInvoices(macaroon)).isEmpty();
    }

    @Test
    void namesWhatIsTooMuch() {
        assertThat(MacaroonRights.beyondInvoices(TestMacaroons.ADMIN)).contains("info:write");
        assertThat(MacaroonRights.beyondInvoices(TestMacaroons.ROUTER)).contains("offchain:write");
        assertThat(MacaroonRights.beyondInvoices(TestMacaroons.WALLET_KIT)).contains("onchain:write");
        assertThat(MacaroonRights.beyondInvoices(TestMacaroons.SIGNER)).contains("signer:generate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lnrpc.Lightning/AddInvoice",
                "/lnrpc.Lightning/LookupInvoice",
                "/lnrpc.Lightning/SubscribeInvoices",
                "/lnrpc.Lightning/GetInfo",
                "/lnrpc.Lightning/ChannelBalance",
                "/lnrpc.Lightning/DecodePayReq",
                "/lnrpc.State/GetState",
                "/invoicesrpc.Invoices/AddHoldInvoice",
                "/invoicesrpc.Invoices/SettleInvoice"
            })
    void takesCallsThatSellersMake(String call) {
        assertThat(MacaroonRights.beyondInvoices(calling(call))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lnrpc.Lightning/SendCoins",
                "/lnrpc.Lightning/SendPaymentSync",
                "/lnrpc.Lightning/CloseChannel",
                "/lnrpc.Lightning/BakeMacaroon",
                "/routerrpc.Router/SendPaymentV2",
                "/walletrpc.WalletKit/PublishTransaction",
                "/walletrpc.WalletKit/SignPsbt",
                "/lnrpc.Lightning/SendCoins/GetInfo",
                "/lnrpc.Lightning/GetInfo\nSendCoins"
            })
    void namesCallsThatTheyDoNot(String call) {
        assertThat(MacaroonRights.beyondInvoices(calling(call))).isPresent();
        assertThat(MacaroonRights.beyondInvoices(calling(call)).orElseThrow()).doesNotContain("\n");
    }

    /** A format that is not known is no reason to refuse what may work. */
    @Test
    void letsIdentifiersPassThatAreNotLnds() {
        for (String identifier :
                new String[] {"", "02", "0300", "03ff", "031a", "031a05", "030a10aa", "0308ffffffffffffffffffffff01"}) {
            Macaroon macaroon = TestMacaroons.withIdentifier(HexFormat.of().parseHex(identifier));

            assertThat(MacaroonRights.beyondInvoices(macaroon)).as(identifier).isEmpty();
        }
    }

    @Test
    void everyPrefixAndEveryFlippedByteOfAnIdentifierIsReadWithoutHarm() {
        byte[] identifier = TestMacaroons.ADMIN.identifier();
        Random random = new Random(402);
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = Arrays.copyOf(identifier, random.nextInt(identifier.length + 1));
            if (damaged.length > 1) {
                damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();
            }
            assertThat(MacaroonRights.beyondInvoices(TestMacaroons.withIdentifier(damaged))
                            .orElse("none"))
                    .matches("[ -~]+");
        }
    }

    private static Macaroon calling(String call) {
        String path = HexFormat.of().formatHex(call.getBytes(StandardCharsets.UTF_8));
        String action = "12" + octet(call.length()) + path;
        String operation = "0a03757269" + action;
        return TestMacaroons.of("1a" + octet(operation.length() / 2) + operation);
    }

    private static String octet(int value) {
        return HexFormat.of().toHexDigits((byte) value);
    }
}
