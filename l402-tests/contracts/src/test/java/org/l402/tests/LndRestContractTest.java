package org.l402.tests;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.Network;
import org.l402.invoice.lnd.FakeLnd;
import org.l402.invoice.lnd.LndRestWallet;
import org.l402.testkit.InvoiceBackendContract;
import org.l402.testkit.LightningPair;
import org.l402.testkit.Payer;

/** lnd's REST dialect in front of a Lightning node that is real: its invoices can be paid. */
class LndRestContractTest extends InvoiceBackendContract {
    private static LightningPair pair;
    private static FakeLnd lnd;
    private static LndRestWallet wallet;

    @BeforeAll
    static void start(@TempDir Path folder) {
        pair = LightningPair.start();
        lnd = FakeLnd.start(pair.seller());
        wallet = LndRestWallet.builder()
                .url(lnd.url())
                .macaroonFile(FakeLnd.writeMacaroon(folder))
                .network(Network.REGTEST)
                .build();
    }

    @AfterAll
    static void stop() {
        wallet.close();
        lnd.close();
        pair.close();
    }

    @Override
    protected InvoiceBackend wallet() {
        return wallet;
    }

    @Override
    protected Payer payer() {
        return pair.buyer();
    }
}
