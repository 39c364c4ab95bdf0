package org.l402.tests.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.l402.invoice.Bolt11;
import org.l402.invoice.Network;

/** A whole sale over a real Lightning payment: filter, engine, lnd, and a client who pays. */
@EnabledIfSystemProperty(named = RealPair.ENV, matches = ".+")
class SellingRealTest {
    private final RealPair pair = RealPair.running();
    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(pair, pair.file("SELLER_MACAROON"), pair.file("SELLER_TLS_CERT"));
    }

    @AfterEach
    void close() throws Exception {
        shop.stop();
    }

    @Test
    void onePaymentBuysOneCall() {
        Visit asked = shop.visit();
        assertThat(asked.status()).isEqualTo(402);
        Bolt11 invoice = Bolt11.parse(asked.invoice());
        assertThat(invoice.network()).isEqualTo(Network.SIMNET);
        assertThat(invoice.amountMsat()).hasValue(Shop.PRICE_MSAT);
        assertThat(invoice.payee().hex()).isEqualTo(pair.value("SELLER_NODE_ID"));

        String credential = pair.customer().pay(asked.response());
        Visit paid = shop.visit(credential);

        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.body()).isEqualTo(Shop.GOODS);
        Visit replayed = shop.visit(credential);
        assertThat(replayed.status()).isEqualTo(402);
        assertThat(replayed.body()).doesNotContain(Shop.GOODS);
        assertThat(replayed.invoice()).isNotEqualTo(asked.invoice());
    }

    @Test
    void whatWasNotPaidForIsNotServed() {
        Visit asked = shop.visit();
        Visit other = shop.visit();
        String preimage = pair.pay(other.invoice()).secretHex();

        assertThat(shop.visit("L402 " + asked.macaroon() + ":" + "00".repeat(32))
                        .status())
                .isEqualTo(402);
        assertThat(shop.visit("L402 " + asked.macaroon() + ":" + preimage).status())
                .isEqualTo(402);
        assertThat(shop.visit("L402 " + other.macaroon() + ":" + preimage).status())
                .isEqualTo(200);
    }
}
