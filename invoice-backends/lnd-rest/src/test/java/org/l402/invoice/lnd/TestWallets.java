package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.Network;

/** What most tests of this module begin with. */
final class TestWallets {
    static final InvoiceRequest REQUEST = new InvoiceRequest(21_000, "thirty words", Duration.ofMinutes(10));

    private TestWallets() {}

    static LndRestWalletBuilder builder(String url, Path folder) {
        return LndRestWallet.builder()
                .url(url)
                .macaroonFile(FakeLnd.writeMacaroon(folder))
                .network(Network.REGTEST);
    }

    static InvoiceBackendException failure(ThrowingCallable call) {
        return catchThrowableOfType(InvoiceBackendException.class, call);
    }
}
