package org.l402.tests;

import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.testkit.InvoiceBackendContract;
import org.l402.testkit.Payer;

class DevelopmentWalletTest extends InvoiceBackendContract {
    private final DevelopmentWallet wallet = DevelopmentWallet.create();

    @Override
    protected InvoiceBackend wallet() {
        return wallet;
    }

    @Override
    protected Payer payer() {
        return wallet::pay;
    }
}
