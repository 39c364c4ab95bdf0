package org.l402;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.Bolt11Writer;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.Network;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.Preimage;

/** Makes real invoices, remembers their preimages, and can be told to misbehave. */
final class TestWallet implements InvoiceBackend {
    final AtomicInteger calls = new AtomicInteger();
    volatile boolean closed;

    private final InstantSource clock;
    private final Random random = new Random(402);
    private final byte[] nodeKey = bytes(32);
    private final Map<PaymentHash, Preimage> preimages = new ConcurrentHashMap<>();
    private volatile Function<InvoiceRequest, CreatedInvoice> behaviour = this::good;
    private final boolean millisatoshis;

    TestWallet(InstantSource clock) {
        this(clock, true);
    }

    TestWallet(InstantSource clock, boolean millisatoshis) {
        this.clock = clock;
        this.millisatoshis = millisatoshis;
    }

    /** From now on answers this. */
    void behave(Function<InvoiceRequest, CreatedInvoice> how) {
        behaviour = how;
    }

    CreatedInvoice good(InvoiceRequest request) {
        Preimage preimage = Preimage.of(bytes(32));
        preimages.put(preimage.paymentHash(), preimage);
        String bolt11 = writer(request).sign(preimage.paymentHash(), bytes(32), nodeKey);
        return new CreatedInvoice(bolt11, Optional.of(preimage.paymentHash()), Optional.empty());
    }

    Bolt11Writer writer(InvoiceRequest request) {
        return new Bolt11Writer(Network.REGTEST)
                .amountMsat(request.amountMsat())
                .description(request.memo())
                .timestamp(clock.instant())
                .expiry(request.expiry());
    }

    CreatedInvoice signed(Bolt11Writer writer) {
        Preimage preimage = Preimage.of(bytes(32));
        preimages.put(preimage.paymentHash(), preimage);
        String bolt11 = writer.sign(preimage.paymentHash(), bytes(32), nodeKey);
        return new CreatedInvoice(bolt11, Optional.empty(), Optional.empty());
    }

    Preimage pay(PaymentHash hash) {
        return preimages.get(hash);
    }

    @Override
    public BackendTraits traits() {
        return new BackendTraits("test", Network.REGTEST, millisatoshis, true);
    }

    @Override
    public CreatedInvoice create(InvoiceRequest request) {
        calls.incrementAndGet();
        return behaviour.apply(request);
    }

    @Override
    public InvoiceStatus lookup(PaymentHash hash, Optional<String> reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
    }

    private synchronized byte[] bytes(int count) {
        byte[] fresh = new byte[count];
        random.nextBytes(fresh);
        return fresh;
    }
}
