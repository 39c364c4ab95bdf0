package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.l402.invoice.lnd.TestWallets.REQUEST;
import static org.l402.invoice.lnd.TestWallets.failure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.invoice.BackendTraits;
import org.l402.invoice.Bolt11;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.InvoiceStatus.State;
import org.l402.invoice.Network;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.lnd.FakeLnd.Answer;
import org.l402.invoice.lnd.FakeLnd.Call;

class LndRestWalletTest {
    private final TestNode node = new TestNode();
    private final FakeLnd lnd = FakeLnd.start(node);

    @TempDir
    private Path folder;

    private Duration ahead = Duration.ZERO;
    private LndRestWallet wallet;

    @BeforeEach
    void open() {
        InstantSource clock = () -> InstantSource.system().instant().plus(ahead);
        wallet = TestWallets.builder(lnd.url(), folder).clock(clock).build();
    }

    @AfterEach
    void close() {
        wallet.close();
        lnd.close();
    }

    @Test
    void saysWhatItIs() {
        assertThat(wallet.traits()).isEqualTo(new BackendTraits("lnd-rest", Network.REGTEST, true, true));
    }

    @Test
    void asksForTheInvoiceInLndsWords() {
        CreatedInvoice created = wallet.create(REQUEST);

        Bolt11 invoice = Bolt11.parse(created.bolt11());
        assertThat(invoice.amountMsat()).hasValue(21_000);
        assertThat(invoice.expiry()).isEqualTo(Duration.ofMinutes(10));
        assertThat(created.paymentHash()).contains(invoice.paymentHash());
        assertThat(created.reference()).isEmpty();
        String macaroon = HexFormat.of().formatHex(FakeLnd.MACAROON);
        String body = "{\"value_msat\":\"21000\",\"memo\":\"thirty words\",\"expiry\":\"600\",\"private\":false}";
        assertThat(lnd.calls()).containsExactly(new Call("POST", "/v1/invoices", macaroon, body));
    }

    @Test
    void asksForRouteHintsWhereTheSellerWantsThem() {
        try (LndRestWallet hinting =
                TestWallets.builder(lnd.url(), folder).routeHints(true).build()) {
            hinting.create(REQUEST);
        }

        assertThat(lnd.calls().get(0).body()).contains("\"private\":true");
    }

    @Test
    void escapesADescription() {
        String memo = "\"quotes\", \\ and gr\u00fc\u00dfe";

        Bolt11 invoice = Bolt11.parse(wallet.create(new InvoiceRequest(1, memo, Duration.ofMinutes(1)))
                .bolt11());

        assertThat(invoice.description().text()).contains(memo);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void neverAsksForAnInvoiceOfAnyAmount(long msat) {
        InvoiceRequest nothing = new InvoiceRequest(msat, "", Duration.ofMinutes(1));

        assertThat(failure(() -> wallet.create(nothing)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(lnd.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999S", "-PT5S"})
    void neverAsksForAnExpiryThatLndReadsAsADay(Duration expiry) {
        InvoiceRequest endless = new InvoiceRequest(1, "", expiry);

        assertThat(failure(() -> wallet.create(endless)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(lnd.calls()).isEmpty();
    }

    @Test
    void tellsAnOpenInvoice() {
        assertThat(lookup(created())).isEqualTo(InvoiceStatus.of(State.OPEN));
    }

    @Test
    void tellsAPaidInvoiceAndWhatArrived() {
        PaymentHash hash = created();
        node.set(hash, InvoiceStatus.settled(21_007));

        assertThat(lookup(hash)).isEqualTo(InvoiceStatus.settled(21_007));
    }

    @Test
    void tellsAHeldPayment() {
        PaymentHash hash = created();
        node.set(hash, InvoiceStatus.of(State.ACCEPTED));

        assertThat(lookup(hash)).isEqualTo(InvoiceStatus.of(State.ACCEPTED));
    }

    @Test
    void tellsACancelledInvoiceFromAnExpiredOne() {
        PaymentHash hash = created();
        node.set(hash, InvoiceStatus.of(State.CANCELED));

        assertThat(lookup(hash).state()).isEqualTo(State.CANCELED);
        ahead = REQUEST.expiry().minusSeconds(5);
        assertThat(lookup(hash).state()).isEqualTo(State.CANCELED);
        ahead = REQUEST.expiry();
        assertThat(lookup(hash).state()).isEqualTo(State.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"creation_date\":\"1\"",
                ",\"expiry\":\"1\"",
                ",\"creation_date\":\"-1\",\"expiry\":\"1\"",
                ",\"creation_date\":\"1\",\"expiry\":\"9223372036854775807\"",
                ",\"creation_date\":\"x\",\"expiry\":[1]",
                ",\"creation_date\":1,\"expiry\":1.5"
            })
    void callsAnInvoiceCancelledWhoseExpiryItCannotTell(String times) {
        PaymentHash hash = created();
        lnd.answer(Answer.json(200, "{\"state\":\"CANCELED\",\"r_hash\":\"" + base64(hash) + "\"" + times + "}"));

        assertThat(lookup(hash).state()).isEqualTo(State.CANCELED);
    }

    @Test
    void takesASettlementWithoutAnAmount() {
        PaymentHash hash = created();
        lnd.answer(Answer.json(200, "{\"state\":\"SETTLED\",\"r_hash\":\"" + base64(hash) + "\"}"));

        assertThat(lookup(hash)).isEqualTo(new InvoiceStatus(State.SETTLED, OptionalLong.empty()));
    }

    @Test
    void doesNotTakeTheWordOfAnotherInvoice() {
        PaymentHash paid = created();
        PaymentHash asked = created();
        lnd.answer(Answer.json(200, "{\"state\":\"SETTLED\",\"r_hash\":\"" + base64(paid) + "\"}"));

        assertThat(failure(() -> lookup(asked)).kind()).isEqualTo(ErrorKind.INVALID_INVOICE);
    }

    @Test
    void anInvoiceThatLndDoesNotHaveIsNotFound() {
        PaymentHash stranger = PaymentHash.of(new byte[32]);

        assertThat(failure(() -> lookup(stranger)).kind()).isEqualTo(ErrorKind.NOT_FOUND);
        created();
        assertThat(failure(() -> lookup(stranger)).kind()).isEqualTo(ErrorKind.NOT_FOUND);
    }

    @Test
    void servesNothingOnceItIsClosed() {
        wallet.close();

        assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(lnd.calls()).isEmpty();
    }

    private PaymentHash created() {
        return wallet.create(REQUEST).paymentHash().orElseThrow();
    }

    private InvoiceStatus lookup(PaymentHash hash) {
        return wallet.lookup(hash, Optional.empty());
    }

    private static String base64(PaymentHash hash) {
        return Base64.getEncoder().encodeToString(hash.bytes());
    }
}
