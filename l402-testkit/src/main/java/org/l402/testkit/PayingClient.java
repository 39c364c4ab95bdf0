package org.l402.testkit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.l402.invoice.Bolt11;
import org.l402.invoice.Preimage;
import org.l402.price.Price;

/**
 * An HTTP client that pays when it is asked to, up to a limit for each request. Small enough to read, strict enough to
 * trust: it looks at the amount in the invoice, and checks the preimage.
 *
 * <p>Thread-safe. Keeps no credentials: {@link #buy} gives them away.
 */
public final class PayingClient {
    private static final int PAYMENT_REQUIRED = 402;
    private static final Pattern CHALLENGE =
            Pattern.compile("L402 macaroon=\"([^\"]+)\", invoice=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

    private final HttpClient http;
    private final Payer payer;
    private final Price cap;

    /** @param cap the most that one request may cost */
    public PayingClient(HttpClient http, Payer payer, Price cap) {
        this.http = http;
        this.payer = payer;
        this.cap = cap;
    }

    /** Sends the request; if it is answered by 402, pays and sends it again, once. */
    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> first = http.send(request, BodyHandlers.ofString());
        if (first.statusCode() != PAYMENT_REQUIRED) {
            return first;
        }
        return http.send(withCredential(request, pay(first)), BodyHandlers.ofString());
    }

    /**
     * Buys a credential for the request without using it: the value of an {@code Authorization} header.
     *
     * @throws IllegalStateException if the request is not answered by a challenge
     */
    public String buy(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != PAYMENT_REQUIRED) {
            throw new IllegalStateException("expected 402, got " + response.statusCode() + ": " + response.body());
        }
        return pay(response);
    }

    /**
     * Pays the challenge of a response.
     *
     * @return the credential
     * @throws IllegalStateException if there is no challenge, it costs more than the cap, or the payment fails
     */
    public String pay(HttpResponse<?> response) {
        String header = response.headers()
                .firstValue("WWW-Authenticate")
                .orElseThrow(() -> new IllegalStateException("402 without a challenge"));
        Matcher challenge = CHALLENGE.matcher(header);
        if (!challenge.lookingAt()) {
            throw new IllegalStateException("the first challenge is not L402");
        }
        Bolt11 invoice = Bolt11.parse(challenge.group(2));
        Price price = Price.msat(invoice.amountMsat().orElseThrow(() -> new IllegalStateException("no amount")));
        if (price.compareTo(cap) > 0) {
            throw new IllegalStateException("asks for " + price + ", the cap is " + cap);
        }
        Preimage preimage = payer.pay(invoice.text());
        if (!preimage.proves(invoice.paymentHash())) {
            throw new IllegalStateException("the wallet returned another preimage");
        }
        return "L402 " + challenge.group(1) + ':' + preimage.secretHex();
    }

    /** The same request with a credential. */
    public static HttpRequest withCredential(HttpRequest request, String credential) {
        return HttpRequest.newBuilder(request, (name, value) -> !name.equalsIgnoreCase("Authorization"))
                .header("Authorization", credential)
                .build();
    }
}
