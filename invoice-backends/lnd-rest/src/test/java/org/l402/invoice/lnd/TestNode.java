package org.l402.invoice.lnd;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.Bolt11Writer;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.Network;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.Preimage;

/** Signs invoices, and says of them what a test wants. */
final class TestNode implements InvoiceBackend {
    private final SecureRandom random = new SecureRandom();
    private final byte[] key = bytes();
    private final Map<PaymentHash, InvoiceStatus> states = new ConcurrentHashMap<>();

    void set(PaymentHash hash, InvoiceStatus status) {
        states.put(hash, status);
    }

    @Override
    public BackendTraits traits() {
        return new BackendTraits("test", Network.REGTEST, true, true);
    }

    @Override
    public CreatedInvoice create(InvoiceRequest request) {
        PaymentHash hash = Preimage.of(bytes()).paymentHash();
        states.put(hash, InvoiceStatus.of(InvoiceStatus.State.OPEN));
        String bolt11 = new Bolt11Writer(Network.REGTEST)
                .amountMsat(request.amountMsat())
                .description(request.memo())
                .timestamp(InstantSource.system().instant())
                .expiry(request.expiry())
                .sign(hash, bytes(), key);
        return new CreatedInvoice(bolt11, Optional.of(hash), Optional.empty());
    }

    @Override
    public InvoiceStatus lookup(PaymentHash hash, Optional<String> reference) {
        return states.get(hash);
    }

    @Override
    public void close() {
        states.clear();
    }

    private byte[] bytes() {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        return fresh;
    }
}
