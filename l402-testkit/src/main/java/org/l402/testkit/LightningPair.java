package org.l402.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.Preimage;
import org.ldk.structs.Event;
import org.ldk.structs.Invoice;
import org.ldk.structs.PaymentPurpose;
import org.ldk.structs.Result_InvoiceParseOrSemanticErrorZ;
import org.ldk.structs.Result_NoneAPIErrorZ;
import org.ldk.structs.Result_PaymentIdPaymentErrorZ;
import org.ldk.structs.Result__u832APIErrorZ;

/**
 * Two real Lightning nodes in this JVM with a channel between them, over loopback TCP and a chain of their own: a seller
 * that makes invoices, and a buyer that pays them. Nothing outside the process is needed. Starts in about two seconds;
 * share one between tests.
 */
public final class LightningPair implements AutoCloseable {
    private static final long CHANNEL_SATS = 10_000_000;
    private static final int CONFIRMATIONS = 9;
    private static final long PAYMENT_SECONDS = 30;

    private final Map<PaymentHash, CompletableFuture<Preimage>> payments = new ConcurrentHashMap<>();
    private final CompletableFuture<Event.FundingGenerationReady> funding = new CompletableFuture<>();
    private final LightningNode buyer = new LightningNode((byte) 1, this::onBuyerEvent);
    private final LightningNode seller = new LightningNode((byte) 2, this::onSellerEvent);
    private final LightningWallet wallet = new LightningWallet(seller);

    private LightningPair() {}

    /** Starts both nodes and opens the channel. */
    public static LightningPair start() {
        LightningPair pair = new LightningPair();
        InetSocketAddress address = freeAddress();
        pair.seller.listen(address);
        pair.buyer.connect(pair.seller, address);
        pair.openChannel();
        return pair;
    }

    /** The wallet of the seller. Closing it does nothing; close the pair. */
    public InvoiceBackend seller() {
        return wallet;
    }

    /** The wallet of the buyer. */
    public Payer buyer() {
        return this::pay;
    }

    private Preimage pay(String bolt11) {
        Invoice invoice = parse(bolt11);
        CompletableFuture<Preimage> proof =
                payments.computeIfAbsent(PaymentHash.of(invoice.payment_hash()), hash -> new CompletableFuture<>());
        if (!(buyer.payer().pay_invoice(invoice)
                instanceof Result_PaymentIdPaymentErrorZ.Result_PaymentIdPaymentErrorZ_OK)) {
            throw new IllegalStateException("the payment could not be sent");
        }
        try {
            return proof.get(PAYMENT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the payment failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Invoice parse(String bolt11) {
        if (Invoice.from_str(bolt11)
                instanceof Result_InvoiceParseOrSemanticErrorZ.Result_InvoiceParseOrSemanticErrorZ_OK ok) {
            return ok.res;
        }
        throw new IllegalArgumentException("LDK cannot read this invoice");
    }

    private void openChannel() {
        Result__u832APIErrorZ opened = buyer.channels().create_channel(seller.id(), CHANNEL_SATS, 0, 7, null);
        require(opened.is_ok(), "the channel could not be opened");
        Event.FundingGenerationReady ready =
                funding.orTimeout(PAYMENT_SECONDS, TimeUnit.SECONDS).join();
        Result_NoneAPIErrorZ funded =
                buyer.channels().funding_transaction_generated(ready.temporary_channel_id, fundingTransaction(ready));
        require(funded.is_ok(), "the channel could not be funded");
        new RegtestChain(buyer, seller).confirm(buyer.nextBroadcast(), CONFIRMATIONS);
        Waiting.until("a usable channel", () -> buyer.hasUsableChannel() && seller.hasUsableChannel());
    }

    /** One input that exists nowhere, with something like a witness, and the output that the channel wants. */
    private static byte[] fundingTransaction(Event.FundingGenerationReady ready) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {2, 0, 0, 0, 0, 1, 1});
        out.writeBytes(new byte[31]);
        out.write(1);
        out.writeBytes(new byte[] {0, 0, 0, 0, 0, -1, -1, -1, -1, 1});
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(ready.channel_value_satoshis)
                .array());
        out.write(ready.output_script.length);
        out.writeBytes(ready.output_script);
        out.writeBytes(new byte[] {1, 1, 1, 0, 0, 0, 0});
        return out.toByteArray();
    }

    private void onBuyerEvent(Event event) {
        if (event instanceof Event.FundingGenerationReady ready) {
            funding.complete(ready);
        } else if (event instanceof Event.PaymentSent sent) {
            Preimage preimage = Preimage.of(sent.payment_preimage);
            complete(preimage.paymentHash()).complete(preimage);
        } else if (event instanceof Event.PaymentFailed failed) {
            complete(PaymentHash.of(failed.payment_hash))
                    .completeExceptionally(new IllegalStateException("no route, or refused"));
        }
    }

    private CompletableFuture<Preimage> complete(PaymentHash hash) {
        return payments.computeIfAbsent(hash, key -> new CompletableFuture<>());
    }

    private void onSellerEvent(Event event) {
        if (event instanceof Event.PaymentReceived received
                && received.purpose instanceof PaymentPurpose.InvoicePayment purpose) {
            seller.channels().claim_funds(purpose.payment_preimage);
            wallet.settled(PaymentHash.of(received.payment_hash), received.amt);
        }
    }

    @Override
    public void close() {
        buyer.close();
        seller.close();
    }

    private static InetSocketAddress freeAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
