package org.l402.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.l402.invoice.Bolt11;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.Preimage;

/**
 * What every {@link InvoiceBackend} must do, ending in a real payment. Extend it, and give it a wallet and somebody who
 * can pay it.
 */
public abstract class InvoiceBackendContract {
    private static final Duration EXPIRY = Duration.ofMinutes(10);

    /** For subclasses. */
    protected InvoiceBackendContract() {}

    /** The wallet under test. */
    protected abstract InvoiceBackend wallet();

    /** Pays its invoices. */
    protected abstract Payer payer();

    @Test
    void makesTheInvoiceThatWasAskedFor() {
        InvoiceRequest asked = new InvoiceRequest(21_000, "thirty words", EXPIRY);

        CreatedInvoice created = wallet().create(asked);

        Bolt11 invoice = Bolt11.parse(created.bolt11());
        assertThat(invoice.amountMsat()).hasValue(21_000);
        assertThat(invoice.network()).isEqualTo(wallet().traits().network());
        assertThat(invoice.description().text()).contains("thirty words");
        assertThat(created.paymentHash().orElse(invoice.paymentHash())).isEqualTo(invoice.paymentHash());
        Duration remaining = Duration.between(InstantSource.system().instant(), invoice.expiresAt());
        assertThat(remaining).isBetween(EXPIRY.minusMinutes(1), EXPIRY.plusHours(1));
    }

    @Test
    void neverMakesAnInvoiceTwice() {
        Set<PaymentHash> hashes = new HashSet<>();

        for (int i = 0; i < 10; i++) {
            hashes.add(Bolt11.parse(create(5000).bolt11()).paymentHash());
        }

        assertThat(hashes).hasSize(10);
    }

    @Test
    void takesTheSmallestAmountThatItClaimsToTake() {
        long smallest = wallet().traits().millisatoshis() ? 1 : 1000;

        assertThat(Bolt11.parse(create(smallest).bolt11()).amountMsat()).hasValue(smallest);
    }

    @Test
    void aPaidInvoiceIsSettledAndProvedByItsPreimage() {
        CreatedInvoice created = create(21_000);
        PaymentHash hash = Bolt11.parse(created.bolt11()).paymentHash();
        assertThat(lookup(created).state()).isEqualTo(InvoiceStatus.State.OPEN);

        Preimage preimage = payer().pay(created.bolt11());

        assertThat(preimage.proves(hash)).isTrue();
        Waiting.until("settlement", () -> lookup(created).state() == InvoiceStatus.State.SETTLED);
        assertThat(lookup(created).paidMsat()).hasValue(21_000);
    }

    @Test
    void aStrangersInvoiceIsNotFound() {
        PaymentHash stranger = Preimage.of(new byte[Preimage.LENGTH]).paymentHash();

        assertThatThrownBy(() -> wallet().lookup(stranger, Optional.empty()))
                .isInstanceOfSatisfying(
                        InvoiceBackendException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
    }

    private CreatedInvoice create(long msat) {
        return wallet().create(new InvoiceRequest(msat, "contract", EXPIRY));
    }

    private InvoiceStatus lookup(CreatedInvoice created) {
        return wallet().lookup(Bolt11.parse(created.bolt11()).paymentHash(), created.reference());
    }
}
