package org.l402.tests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.l402.invoice.InvoiceBackend;
import org.l402.testkit.InvoiceBackendContract;
import org.l402.testkit.LightningPair;
import org.l402.testkit.Payer;

class LightningPairTest extends InvoiceBackendContract {
    private static LightningPair pair;

    @BeforeAll
    static void start() {
        pair = LightningPair.start();
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Override
    protected InvoiceBackend wallet() {
        return pair.seller();
    }

    @Override
    protected Payer payer() {
        return pair.buyer();
    }
}
