package org.l402.tests.war;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.l402.invoice.Preimage;
import org.l402.testkit.Payer;

/**
 * For {@code scripts/tomcat-redeploy}: customers of the sample, who buy and use tokens while the script redeploys and
 * kills the server under them. Reads {@code check} and {@code stop} from standard input, and answers each by one line that
 * begins with {@code OK} or {@code FAIL}. The first line is {@code READY} and the address of the node, if it has one.
 */
public final class RedeployLoad {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private RedeployLoad() {}

    /** @param args address of the endpoint; then the folder of the application, or the port where invoices are paid */
    public static void main(String[] args) throws Exception {
        URI endpoint = URI.create(args[0]);
        if (args[1].matches("[0-9]+")) {
            System.out.println("READY");
            run(new Customers(endpoint, developmentWallet(URI.create("http://127.0.0.1:" + args[1] + '/'))));
        } else {
            try (Seller seller = new Seller(Path.of(args[1]))) {
                System.out.println("READY " + seller.lndUrl());
                run(new Customers(endpoint, seller.payer()));
            }
        }
        System.exit(0);
    }

    private static void run(Customers customers) throws Exception {
        customers.start();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.equals("stop")) {
                customers.stop();
            }
            System.out.println(customers.check());
            if (command.equals("stop")) {
                return;
            }
        }
    }

    private static Payer developmentWallet(URI port) {
        return bolt11 -> {
            HttpRequest request = HttpRequest.newBuilder(port)
                    .POST(BodyPublishers.ofString(bolt11))
                    .build();
            try {
                return Preimage.parse(
                        HTTP.send(request, BodyHandlers.ofString()).body().strip());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("not paid", e);
            }
        };
    }
}
