package shop;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.l402.Decision;
import org.l402.L402;
import org.l402.L402Properties;
import org.l402.RequestView;

/** Opens a shop from settings, asks for the price of a call and closes it. */
public final class Shop {
    private Shop() {}

    public static void main(String[] args) {
        String settings =
                """
                invoices = development
                ledger = h2:DIRECTORY/ledger
                root-key-file = DIRECTORY/root.key
                price./reports/* = 5 sat
                """
                        .replace("DIRECTORY", args[0]);
        try (L402 l402 = L402Properties.read(stream(settings), "the shop").build()) {
            Decision decision = l402.decide(new Visitor());
            System.out.println(decision instanceof Decision.Deny deny ? "status=" + deny.reply().status() : decision);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Visitor() implements RequestView {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public List<String> paths() {
            return List.of("/reports/daily");
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.empty();
        }

        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public Optional<String> contentType() {
            return Optional.empty();
        }

        @Override
        public InputStream body() {
            return InputStream.nullInputStream();
        }

        @Override
        public void replayBody(byte[] body) {}
    }
}
