package org.l402.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.l402.L402Builder;
import org.l402.L402Properties;
import org.l402.config.ConfigurationException;
import org.l402.config.Settings;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.Preimage;
import org.l402.invoice.development.DevelopmentWalletProvider;

class WalletSettingsTest {
    @Test
    void aWalletThatIsNotInUseMayHaveSettings() {
        read("""
                invoices = development
                lnd-rest.url = https://127.0.0.1:8080
                """).build().close();
    }

    @Test
    void aWalletThatIsMissingMayNot() {
        assertThatThrownBy(() -> read("""
                invoices = development
                lnd-rset.url = https://127.0.0.1:8080
                """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lnd-rset.url")
                .hasMessageContaining("is no setting");
    }

    @Test
    void theDevelopmentWalletIsPaidAtItsPortUntilItIsClosed() throws Exception {
        int port = freePort();
        InvoiceBackend wallet = development(port);
        CreatedInvoice invoice = wallet.create(new InvoiceRequest(1000, "test", Duration.ofMinutes(1)));

        HttpResponse<String> paid = pay(port, invoice.bolt11());
        HttpResponse<String> refused = pay(port, "lnbcrt1nothing");
        wallet.close();

        assertThat(paid.statusCode()).isEqualTo(200);
        assertThat(Preimage.parse(paid.body().strip())
                        .proves(invoice.paymentHash().orElseThrow()))
                .isTrue();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThatThrownBy(() -> pay(port, invoice.bolt11())).isInstanceOf(IOException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("l402-development-pay"));
    }

    @Test
    void aPortThatIsTakenStopsStartUp() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> development(taken.getLocalPort()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("development.pay-port = " + taken.getLocalPort());
        }
    }

    private static InvoiceBackend development(int port) {
        Settings settings = Settings.of(Map.of("development.pay-port", Integer.toString(port)), "test");
        return new DevelopmentWalletProvider().open(settings.under("development"));
    }

    private static HttpResponse<String> pay(int port, String invoice) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + '/'))
                .POST(BodyPublishers.ofString(invoice))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static L402Builder read(String text) {
        return L402Properties.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
