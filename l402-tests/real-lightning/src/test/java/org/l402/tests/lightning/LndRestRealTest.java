package org.l402.tests.lightning;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.lnd.LndRestWallet;
import org.l402.testkit.InvoiceBackendContract;
import org.l402.testkit.Payer;

/** The contract of wallets on a real lnd, with the macaroon that the README asks for. */
@EnabledIfSystemProperty(named = RealPair.ENV, matches = ".+")
class LndRestRealTest extends InvoiceBackendContract {
    private static RealPair pair;
    private static LndRestWallet wallet;

    @BeforeAll
    static void open() {
        pair = RealPair.running();
        wallet = pair.seller().macaroonFile(pair.file("SELLER_MACAROON")).build();
    }

    @AfterAll
    static void close() {
        if (wallet != null) {
            wallet.close();
        }
    }

    @Override
    protected InvoiceBackend wallet() {
        return wallet;
    }

    @Override
    protected Payer payer() {
        return pair::pay;
    }
}
