package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.invoice.Bolt11Writer;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.Preimage;

/** No token is minted for an invoice that is not the one that was asked for. */
class BrokenWalletTest {
    private final Seller seller = Seller.create();

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    @Tag("trap-21")
    void anInvoiceOfAnotherAmountIsNeverSold() {
        unsold(changed(writer -> writer.amountMsat(1)));
        unsold(changed(writer -> writer.amountMsat(5001)));
    }

    @Test
    @Tag("trap-21")
    void anInvoiceOfAnotherTextOrAgeIsNeverSold() {
        unsold(changed(writer -> writer.description("somebody else's")));
        unsold(changed(writer -> writer.timestamp(seller.clock.instant().minus(Duration.ofDays(1)))));
    }

    @Test
    @Tag("trap-21")
    void anInvoiceOfAnotherHashThanTheWalletNamesIsNeverSold() {
        unsold(asked -> {
            CreatedInvoice good = seller.wallet.good(asked);
            Preimage other = Preimage.of(new byte[32]);
            return new CreatedInvoice(good.bolt11(), Optional.of(other.paymentHash()), Optional.empty());
        });
    }

    @Test
    @Tag("trap-21")
    @Tag("invariant-11")
    void anInvoiceThatWasSoldBeforeIsNotSoldAgain() {
        CreatedInvoice[] first = new CreatedInvoice[1];
        seller.wallet.behave(asked -> {
            first[0] = first[0] == null ? seller.wallet.good(asked) : first[0];
            return first[0];
        });
        Seller.challenge(seller.decide(TestRequest.get(Seller.PATH)));

        refused();
    }

    @Test
    @Tag("trap-21")
    void somethingThatIsNoInvoiceIsNeverSold() {
        unsold(asked -> new CreatedInvoice("lnbcrt1", Optional.empty(), Optional.empty()));
        unsold(asked -> new CreatedInvoice("x".repeat(1_000_000), Optional.empty(), Optional.empty()));
    }

    private Function<InvoiceRequest, CreatedInvoice> changed(UnaryOperator<Bolt11Writer> change) {
        return asked -> seller.wallet.signed(change.apply(seller.wallet.writer(asked)));
    }

    private void unsold(Function<InvoiceRequest, CreatedInvoice> wallet) {
        seller.wallet.behave(wallet);
        refused();
    }

    private void refused() {
        Reply reply = Seller.denied(seller.decide(TestRequest.get(Seller.PATH)), 503);
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
        assertThat(reply.body()).doesNotContain("lnbcrt", "macaroon\"");
        assertThat(seller.told(Event.WalletFailed.class))
                .last()
                .satisfies(told -> assertThat(told.kind()).isEqualTo(ErrorKind.INVALID_INVOICE));
    }
}
