package org.l402.invoice.lnd;

import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.PaymentHash;

/**
 * The invoices of an lnd node, over its REST interface ({@code /v1/invoices}, {@code /v1/invoice/{hash}}).
 *
 * <p>Preimages stay with the node: none is sent, and those that lnd shows of unpaid invoices are not read. A call ends
 * soon after its thread is interrupted, and after half a minute by itself; a request that may have reached lnd is not
 * repeated. Thread-safe.
 *
 * <p>The node may be down when the wallet is built: it is first called for the first invoice.
 */
public final class LndRestWallet implements InvoiceBackend {
    /** What {@code invoices = …} calls it, and its name in grants unless another is given. */
    public static final String NAME = "lnd-rest";

    private final BackendTraits traits;
    private final boolean routeHints;
    private final RestClient client;
    private final LndAnswers answers;
    private final JsonProvider json;

    LndRestWallet(Node node, RestClient client, LndAnswers answers, JsonProvider json) {
        this.traits = node.traits();
        this.routeHints = node.routeHints();
        this.client = client;
        this.answers = answers;
        this.json = json;
    }

    /**
     * @param routeHints whether invoices name the node's unannounced channels
     */
    record Node(BackendTraits traits, boolean routeHints) {}

    /** Starts a configuration. */
    public static LndRestWalletBuilder builder() {
        return new LndRestWalletBuilder();
    }

    @Override
    public BackendTraits traits() {
        return traits;
    }

    @Override
    public CreatedInvoice create(InvoiceRequest request) {
        requireBounded(request);
        String body = json.createObjectBuilder()
                .add("value_msat", Long.toString(request.amountMsat()))
                .add("memo", request.memo())
                .add("expiry", Long.toString(request.expiry().toSeconds()))
                .add("private", routeHints)
                .build()
                .toString();
        return answers.created(client.post("/v1/invoices", body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public InvoiceStatus lookup(PaymentHash hash, Optional<String> reference) {
        return answers.status(client.get("/v1/invoice/" + hash.hex()), hash);
    }

    /**
     * Ends calls that are under way, and all threads. Before JDK 21 one thread and its connections remain until the wallet
     * is garbage.
     */
    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "LndRestWallet[" + traits.name() + " on " + traits.network() + ']';
    }

    /** lnd reads "nothing" as "any amount" and "a day": a mistake here would become an invoice that asks for nothing. */
    private static void requireBounded(InvoiceRequest request) {
        if (request.amountMsat() <= 0) {
            throw new InvoiceBackendException(ErrorKind.INVALID_REQUEST, "an invoice needs an amount above zero");
        }
        if (request.expiry().compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvoiceBackendException(
                    ErrorKind.INVALID_REQUEST, "an invoice needs an expiry of a second or more");
        }
    }
}
