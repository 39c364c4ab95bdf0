package org.l402.tests.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.l402.Event;
import org.l402.L402;
import org.l402.L402Builder;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.ledger.AccountId;
import org.l402.ledger.Balance;
import org.l402.ledger.InMemoryLedger;
import org.l402.price.Offer;
import org.l402.price.Price;
import org.l402.price.PriceInput;
import org.l402.testkit.Payer;

/** What the suites sell: an engine whose wallet can be switched off and whose every event is kept. */
public final class Shop implements AutoCloseable {
    /** The offer that an annotation names. */
    static final String NAMED_OFFER = "named";

    /** The offer whose price is in the body. */
    static final String BY_WORDS = "by-words";

    private final InvoiceBackend real;
    private final Payer payer;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final L402 engine;
    private final SwitchedLedger ledger =
            new SwitchedLedger(InMemoryLedger.create(InstantSource.system(), new SecureRandom()));
    private volatile boolean walletDown;

    private Shop(InvoiceBackend wallet, Payer payer) {
        this.real = wallet;
        this.payer = payer;
        this.engine = priced(L402.builder())
                .invoices(new Switched())
                .ledger(ledger)
                .listener(events::add)
                .build();
    }

    /** A shop with the development wallet. */
    public static Shop open() {
        DevelopmentWallet wallet = DevelopmentWallet.create();
        return new Shop(wallet, wallet::pay);
    }

    /** A shop with a wallet of the test's, and somebody who pays it. */
    public static Shop with(InvoiceBackend wallet, Payer payer) {
        return new Shop(wallet, payer);
    }

    private static L402Builder priced(L402Builder builder) {
        return builder.price("/priced/*", Price.sats(5))
                .price("/exact", Price.sats(7))
                .price("POST /by-method", Price.sats(8))
                .price("/free-once", Offer.fixed(Price.sats(30)).free("1 per PT24H"))
                .price("/free-ten", Offer.fixed(Price.sats(30)).free("10 per PT24H"))
                .price("POST /by-body", byWords())
                .price("POST /by-body/async-echo", byWords())
                .price("GET /api/by-rule", Price.sats(5))
                .price("/api/both", Price.sats(5))
                .price("/api/clash", Price.sats(5))
                .offer(byWords().id(BY_WORDS))
                .offer(Offer.fixed(Price.sats(9)).id(NAMED_OFFER))
                .challengesPerClient(1_000_000, Duration.ofMinutes(1))
                .walletTimeLimit(Duration.ofSeconds(5));
    }

    private static Offer byWords() {
        return Offer.priced(in -> Price.sats(Long.parseLong(in.json("/words").orElse("0"))), PriceInput.json("/words"));
    }

    /** What is installed in front of the servlets. */
    public L402 engine() {
        return engine;
    }

    Payer payer() {
        return payer;
    }

    void walletDown(boolean down) {
        walletDown = down;
    }

    void ledgerDown(boolean down) {
        ledger.down(down);
    }

    /** The books of the account that a payment opened. */
    Optional<Balance> balance(PaymentHash hash) {
        return ledger.balance(AccountId.of(hash));
    }

    <E extends Event> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Paid calls that have begun and not ended, as far as was told. */
    int running() {
        return told(Event.Reserved.class).size()
                - told(Event.Captured.class).size()
                - told(Event.Released.class).size();
    }

    void forget() {
        events.clear();
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class Switched implements InvoiceBackend {
        @Override
        public BackendTraits traits() {
            return real.traits();
        }

        @Override
        public CreatedInvoice create(InvoiceRequest request) {
            if (walletDown) {
                throw new InvoiceBackendException(ErrorKind.UNAVAILABLE, "switched off");
            }
            return real.create(request);
        }

        @Override
        public InvoiceStatus lookup(PaymentHash hash, Optional<String> reference) {
            return real.lookup(hash, reference);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
