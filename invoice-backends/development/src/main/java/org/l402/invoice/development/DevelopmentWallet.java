package org.l402.invoice.development;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.l402.config.ConfigurationException;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.Bolt11;
import org.l402.invoice.Bolt11Writer;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.Network;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.Preimage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes invoices like a Lightning node would, signed by a key of its own, and hands the preimage to whoever asks by
 * {@link #pay}. Its invoices are for regtest and for nothing else, so no real wallet pays them by mistake.
 *
 * <p>Forgets everything when it is closed. Thread-safe.
 */
public final class DevelopmentWallet implements InvoiceBackend {
    /** What {@code invoices = …} calls it. */
    public static final String NAME = BackendTraits.DEVELOPMENT;

    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentWallet.class);
    private static final int REMEMBERED = 100_000;

    private final InstantSource clock;
    private final SecureRandom random;
    private final byte[] nodeKey;
    private final Map<PaymentHash, Made> made = new LinkedHashMap<>();
    private final Queue<PayPort> ports = new ConcurrentLinkedQueue<>();

    private record Made(Bolt11 invoice, Preimage preimage, boolean paid) {}

    /** Warns in the log: whoever reaches {@link #pay} gets everything for nothing. */
    public DevelopmentWallet(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        this.nodeKey = bytes(32);
        LOG.warn("""

                ****************************************************************
                *  DEVELOPMENT WALLET: invoices are for regtest, payments are   *
                *  pretended, nobody earns anything. Not for production.        *
                ****************************************************************""");
    }

    /** With the system's clock and randomness. */
    public static DevelopmentWallet create() {
        return new DevelopmentWallet(InstantSource.system(), new SecureRandom());
    }

    @Override
    public BackendTraits traits() {
        return new BackendTraits(NAME, Network.REGTEST, true, true);
    }

    @Override
    public CreatedInvoice create(InvoiceRequest request) {
        Preimage preimage = Preimage.of(bytes(Preimage.LENGTH));
        PaymentHash hash = preimage.paymentHash();
        String bolt11 = new Bolt11Writer(Network.REGTEST)
                .amountMsat(request.amountMsat())
                .description(request.memo())
                .timestamp(clock.instant())
                .expiry(request.expiry())
                .sign(hash, bytes(32), nodeKey);
        remember(hash, new Made(Bolt11.parse(bolt11), preimage, false));
        return new CreatedInvoice(bolt11, Optional.of(hash), Optional.empty());
    }

    @Override
    public InvoiceStatus lookup(PaymentHash hash, Optional<String> reference) {
        Made found = find(hash);
        if (found.paid()) {
            return InvoiceStatus.settled(found.invoice().amountMsat().orElseThrow());
        }
        boolean open = clock.instant().isBefore(found.invoice().expiresAt());
        return InvoiceStatus.of(open ? InvoiceStatus.State.OPEN : InvoiceStatus.State.EXPIRED);
    }

    /**
     * Pretends to pay, as often as asked.
     *
     * @param bolt11 an invoice of this wallet
     * @return its preimage
     * @throws IllegalArgumentException if the text is no invoice, not one of this wallet, or expired
     */
    public Preimage pay(String bolt11) {
        Bolt11 invoice = Bolt11.parse(bolt11.strip());
        synchronized (made) {
            Made found = made.get(invoice.paymentHash());
            if (found == null || !found.invoice().text().equals(invoice.text())) {
                throw new IllegalArgumentException("this invoice was not made by this wallet since it started");
            }
            if (!found.paid() && !clock.instant().isBefore(invoice.expiresAt())) {
                throw new IllegalArgumentException("this invoice has expired");
            }
            made.put(invoice.paymentHash(), new Made(invoice, found.preimage(), true));
            return found.preimage();
        }
    }

    /**
     * Lets other programs of this machine pay, until the wallet is closed: {@code POST} an invoice to
     * {@code http://127.0.0.1:<port>/}, and the answer is its preimage in hexadecimal.
     *
     * @param port 1 to 65535
     * @return this wallet
     * @throws ConfigurationException if the port is taken
     */
    public DevelopmentWallet payPort(int port) {
        ports.add(PayPort.open(port, this::pay));
        return this;
    }

    @Override
    public void close() {
        for (PayPort port = ports.poll(); port != null; port = ports.poll()) {
            port.close();
        }
        synchronized (made) {
            made.clear();
        }
    }

    private void remember(PaymentHash hash, Made invoice) {
        synchronized (made) {
            made.put(hash, invoice);
            if (made.size() > REMEMBERED) {
                made.remove(made.keySet().iterator().next());
            }
        }
    }

    private Made find(PaymentHash hash) {
        synchronized (made) {
            return Optional.ofNullable(made.get(hash))
                    .orElseThrow(() -> new InvoiceBackendException(ErrorKind.NOT_FOUND, "no such invoice"));
        }
    }

    private byte[] bytes(int count) {
        byte[] fresh = new byte[count];
        random.nextBytes(fresh);
        return fresh;
    }
}
