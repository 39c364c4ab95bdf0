package org.l402.tests.war;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.l402.invoice.lnd.FakeLnd;
import org.l402.price.Price;
import org.l402.testkit.LightningPair;
import org.l402.testkit.Payer;
import org.l402.testkit.PayingClient;

/** A folder, and a node whose invoices can really be paid: what the sample finds in its variables. And a customer. */
final class Seller implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final int UNAVAILABLE = 503;
    private static final int ATTEMPTS = 5;

    private final LightningPair lightning = LightningPair.start();
    private final FakeLnd lnd;
    private final Map<String, String> variables;

    Seller(Path folder) {
        FakeLnd.writeMacaroon(folder);
        lnd = FakeLnd.start(lightning.seller(), folder.resolve("tls.cert"));
        variables = Map.of("L402_HOME", folder.toString(), "LND_URL", lnd.url(), "LND_NETWORK", "regtest");
        variables.forEach(System::setProperty);
    }

    String lndUrl() {
        return lnd.url();
    }

    Payer payer() {
        return lightning.buyer();
    }

    /** A credential that is paid and not used. Asks again if a busy machine makes the wallet late. */
    String buy(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(post(uri, "a\n1\n"), BodyHandlers.ofString());
        for (int i = 0; i < ATTEMPTS && answer.statusCode() == UNAVAILABLE; i++) {
            answer = HTTP.send(post(uri, "a\n1\n"), BodyHandlers.ofString());
        }
        return new PayingClient(HTTP, lightning.buyer(), Price.sats(10)).pay(answer);
    }

    /** The status of a good request with this credential. */
    static int use(URI uri, String credential) throws IOException, InterruptedException {
        return send(uri, credential, "a\n1\n").statusCode();
    }

    static HttpResponse<String> send(URI uri, String credential, String csv) throws IOException, InterruptedException {
        return HTTP.send(PayingClient.withCredential(post(uri, csv), credential), BodyHandlers.ofString());
    }

    private static HttpRequest post(URI uri, String csv) {
        return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(csv)).build();
    }

    @Override
    public void close() {
        variables.keySet().forEach(System::clearProperty);
        lnd.close();
        lightning.close();
    }
}
