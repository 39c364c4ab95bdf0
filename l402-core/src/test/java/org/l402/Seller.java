package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.l402.Decision.Allow;
import org.l402.Decision.Deny;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.Preimage;
import org.l402.ledger.InMemoryLedger;
import org.l402.ledger.Ledger;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.RootKeys;
import org.l402.price.Offer;
import org.l402.price.Price;

/** An engine that sells {@code /reports/*} for 5 sat, with everything at hand that a test wants to look at. */
final class Seller implements AutoCloseable {
    static final String PATH = "/reports/daily";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final byte[] KEY = new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };

    final TestClock clock = new TestClock();
    final TestWallet wallet;
    final Ledger ledger;
    final List<Event> events = new CopyOnWriteArrayList<>();
    final L402 engine;

    private Seller(UnaryOperator<L402Builder> setUp, boolean millisatoshis) {
        wallet = new TestWallet(clock, millisatoshis);
        ledger = InMemoryLedger.create(clock, new SecureRandom());
        L402Builder builder = L402.builder()
                .clock(clock)
                .invoices(wallet)
                .ledger(ledger)
                .rootKeys(RootKeys.of(KEY))
                .price("/reports/*", Price.sats(5))
                .walletTimeLimit(PATIENCE)
                .listener(events::add);
        engine = setUp.apply(builder).build();
    }

    static Seller create() {
        return with(builder -> builder);
    }

    static Seller with(UnaryOperator<L402Builder> setUp) {
        return new Seller(setUp, true);
    }

    static Seller withWholeSatoshiWallet() {
        return new Seller(builder -> builder.price("/cheap", Price.msat(1500)), false);
    }

    Decision decide(TestRequest request) {
        return engine.decide(request);
    }

    Decision decide(TestRequest request, Offer offer) {
        return engine.decide(request, offer);
    }

    /** What a client holds after it has asked, and paid. */
    record Bought(Macaroon token, Preimage preimage) {
        String credential() {
            return "L402 " + base64() + ':' + preimage.secretHex();
        }

        String base64() {
            return Base64.getEncoder().encodeToString(token.encode());
        }

        Bought narrowed(String... caveats) {
            Macaroon narrower = token;
            for (String caveat : caveats) {
                narrower = narrower.narrow(caveat);
            }
            return new Bought(narrower, preimage);
        }

        /** As lnget does it. */
        Bought withPreimageCaveat() {
            return narrowed("preimage=" + preimage.secretHex());
        }
    }

    Bought buy() {
        return buy(TestRequest.get(PATH));
    }

    Bought buy(TestRequest request) {
        return bought(challenge(decide(request)));
    }

    Bought bought(Reply challenge) {
        JsonObject body = body(challenge);
        Macaroon token = Macaroon.parse(Base64.getDecoder().decode(body.getString("macaroon")));
        return new Bought(token, wallet.pay(PaymentHash.parse(body.getString("payment_hash"))));
    }

    static Reply challenge(Decision decision) {
        assertThat(decision).isInstanceOf(Deny.Challenge.class);
        return ((Deny) decision).reply();
    }

    static Reply denied(Decision decision, int status) {
        assertThat(decision).isInstanceOf(Deny.class);
        Reply reply = ((Deny) decision).reply();
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply;
    }

    static Charge paid(Decision decision) {
        assertThat(decision).as(describe(decision)).isInstanceOf(Allow.Paid.class);
        return ((Allow.Paid) decision).charge();
    }

    static Charge free(Decision decision) {
        assertThat(decision).as(describe(decision)).isInstanceOf(Allow.Free.class);
        return ((Allow.Free) decision).charge();
    }

    static String describe(Decision decision) {
        return decision instanceof Deny deny ? deny.reply().body() : decision.toString();
    }

    static JsonObject body(Reply reply) {
        return Json.createReader(new StringReader(reply.body())).readObject();
    }

    <E extends Event> List<E> told(Class<E> kind) {
        List<E> found = new ArrayList<>();
        for (Event event : events) {
            if (kind.isInstance(event)) {
                found.add(kind.cast(event));
            }
        }
        return found;
    }

    @Override
    public void close() {
        engine.close();
    }
}
