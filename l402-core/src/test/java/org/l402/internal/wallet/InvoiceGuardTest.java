package org.l402.internal.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.internal.crypto.Secp256k1;
import org.l402.internal.crypto.Sha256;
import org.l402.invoice.Bolt11;
import org.l402.invoice.Bolt11Writer;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.Network;
import org.l402.invoice.NodeId;
import org.l402.invoice.PaymentHash;

/** Each test is a wallet that is broken or hijacked in one way. */
class InvoiceGuardTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final InvoiceRequest ASKED = new InvoiceRequest(5000, "daily report", Duration.ofMinutes(10));

    private final Random random = new Random(7);
    private final byte[] nodeKey = bytes();
    private final NodeId node = new NodeId(HexFormat.of().formatHex(Secp256k1.publicKey(nodeKey)));
    private final InvoiceGuard guard = new InvoiceGuard(Network.REGTEST, Set.of(), InstantSource.fixed(NOW));

    @Test
    void theRightInvoicePasses() {
        CreatedInvoice created = invoice(writer -> writer);

        Bolt11 checked = guard.check(created, ASKED);

        assertThat(checked.text()).isEqualTo(created.bolt11());
    }

    @Test
    @Tag("trap-21")
    void anotherAmount() {
        refused(invoice(writer -> writer.amountMsat(4999)), "another amount");
        refused(invoice(writer -> writer.amountMsat(5001)), "another amount");
        refused(signed(base(new Bolt11Writer(Network.REGTEST))), "another amount");
    }

    @Test
    void anotherNetwork() {
        refused(signed(base(new Bolt11Writer(Network.MAINNET)).amountMsat(5000)), "is for mainnet");
    }

    @Test
    @Tag("trap-21")
    void anotherHashThanTheWalletSays() {
        CreatedInvoice good = invoice(writer -> writer);
        refused(
                new CreatedInvoice(good.bolt11(), Optional.of(PaymentHash.of(bytes())), Optional.empty()),
                "another payment hash");
    }

    @Test
    @Tag("trap-21")
    @Tag("invariant-11")
    void aReplayedInvoice() {
        CreatedInvoice created = invoice(writer -> writer);
        guard.check(created, ASKED);

        refused(created, "issued before");
    }

    @Test
    void anOldOneOrOneFromTheFuture() {
        refused(invoice(writer -> writer.timestamp(NOW.minus(Duration.ofMinutes(6)))), "five minutes ago");
        refused(invoice(writer -> writer.timestamp(NOW.plus(Duration.ofMinutes(3)))), "in the future");
        guard.check(invoice(writer -> writer.timestamp(NOW.minus(Duration.ofMinutes(5)))), ASKED);
        guard.check(invoice(writer -> writer.timestamp(NOW.plus(Duration.ofMinutes(2)))), ASKED);
    }

    @Test
    void oneThatIsAboutToExpireOrLivesTooLong() {
        refused(invoice(writer -> writer.expiry(Duration.ofSeconds(29))), "expires within");
        refused(invoice(writer -> writer.expiry(Duration.ofMinutes(71))), "much longer");
        guard.check(invoice(writer -> writer.expiry(Duration.ofMinutes(70))), ASKED);
    }

    @Test
    void anotherDescription() {
        refused(invoice(writer -> writer.description("something else")), "another description");
        refused(invoice(writer -> writer.descriptionHash("ab".repeat(32))), "another description");
        String hash =
                HexFormat.of().formatHex(Sha256.hash("daily report".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        guard.check(invoice(writer -> writer.descriptionHash(hash)), ASKED);
    }

    @Test
    void aNodeThatIsNotPinned() {
        InvoiceGuard pinned = new InvoiceGuard(Network.REGTEST, Set.of(node), InstantSource.fixed(NOW));
        pinned.check(invoice(writer -> writer), ASKED);
        byte[] thief = bytes();
        String stolen =
                base(new Bolt11Writer(Network.REGTEST)).amountMsat(5000).sign(PaymentHash.of(bytes()), bytes(), thief);

        assertThatThrownBy(() -> pinned.check(new CreatedInvoice(stolen, Optional.empty(), Optional.empty()), ASKED))
                .hasMessageContaining("pinned");
    }

    @Test
    void noInvoiceAtAll() {
        for (String text : new String[] {"", "lnbcrt1", "<html>", "x".repeat(5000)}) {
            refused(new CreatedInvoice(text, Optional.empty(), Optional.empty()), "");
        }
    }

    private void refused(CreatedInvoice created, String why) {
        assertThatThrownBy(() -> guard.check(created, ASKED))
                .isInstanceOfSatisfying(
                        InvoiceBackendException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INVOICE))
                .hasMessageContaining(why);
    }

    private CreatedInvoice invoice(UnaryOperator<Bolt11Writer> twist) {
        return signed(twist.apply(base(new Bolt11Writer(Network.REGTEST)).amountMsat(5000)));
    }

    private static Bolt11Writer base(Bolt11Writer writer) {
        return writer.description("daily report").timestamp(NOW).expiry(Duration.ofMinutes(10));
    }

    private CreatedInvoice signed(Bolt11Writer writer) {
        PaymentHash hash = PaymentHash.of(bytes());
        return new CreatedInvoice(writer.sign(hash, bytes(), nodeKey), Optional.of(hash), Optional.empty());
    }

    private byte[] bytes() {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        return fresh;
    }
}
