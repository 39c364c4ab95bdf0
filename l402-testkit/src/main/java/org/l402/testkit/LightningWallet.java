package org.l402.testkit;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.Bolt11;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.Network;
import org.l402.invoice.PaymentHash;
import org.ldk.enums.Currency;
import org.ldk.structs.Option_u64Z;
import org.ldk.structs.Result_InvoiceSignOrCreationErrorZ;
import org.ldk.structs.Result_InvoiceSignOrCreationErrorZ.Result_InvoiceSignOrCreationErrorZ_OK;
import org.ldk.structs.UtilMethods;

/** Makes the invoices of an LDK node. They can be paid for an hour whatever was asked: this version of LDK knows no other. */
final class LightningWallet implements InvoiceBackend {
    private final LightningNode node;
    private final Map<PaymentHash, Bolt11> made = new ConcurrentHashMap<>();
    private final Map<PaymentHash, Long> settled = new ConcurrentHashMap<>();

    LightningWallet(LightningNode node) {
        this.node = node;
    }

    void settled(PaymentHash hash, long msat) {
        settled.put(hash, msat);
    }

    @Override
    public BackendTraits traits() {
        return new BackendTraits("ldk", Network.REGTEST, true, true);
    }

    @Override
    public CreatedInvoice create(InvoiceRequest request) {
        Result_InvoiceSignOrCreationErrorZ result = UtilMethods.create_invoice_from_channelmanager(
                node.channels(),
                node.keys(),
                Currency.LDKCurrency_Regtest,
                Option_u64Z.some(request.amountMsat()),
                request.memo());
        if (!(result instanceof Result_InvoiceSignOrCreationErrorZ_OK ok)) {
            throw new InvoiceBackendException(ErrorKind.INVALID_REQUEST, "LDK makes no such invoice");
        }
        String bolt11 = ok.res.to_str();
        PaymentHash hash = PaymentHash.of(ok.res.payment_hash());
        made.put(hash, Bolt11.parse(bolt11));
        return new CreatedInvoice(bolt11, Optional.of(hash), Optional.empty());
    }

    @Override
    public InvoiceStatus lookup(PaymentHash hash, Optional<String> reference) {
        Long paid = settled.get(hash);
        if (paid != null) {
            return InvoiceStatus.settled(paid);
        }
        Bolt11 invoice = made.get(hash);
        if (invoice == null) {
            throw new InvoiceBackendException(ErrorKind.NOT_FOUND, "no such invoice");
        }
        // Against the clock of LDK, which is the system's.
        boolean open = InstantSource.system().instant().isBefore(invoice.expiresAt());
        return InvoiceStatus.of(open ? InvoiceStatus.State.OPEN : InvoiceStatus.State.EXPIRED);
    }

    @Override
    public void close() {
        // The pair is closed by who started it.
    }
}
