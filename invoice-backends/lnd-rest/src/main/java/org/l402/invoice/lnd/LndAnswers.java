package org.l402.invoice.lnd;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.PaymentHash;

/** Reads lnd's good answers: {@code AddInvoiceResponse} and {@code Invoice} of lnrpc. {@code r_preimage} is not read. */
final class LndAnswers {
    private static final int OK = 200;
    private static final long YEAR_9999 = 253_402_300_799L;

    private final JsonProvider json;
    private final LndErrors errors;
    private final InstantSource clock;

    LndAnswers(JsonProvider json, LndErrors errors, InstantSource clock) {
        this.json = json;
        this.errors = errors;
        this.clock = clock;
    }

    CreatedInvoice created(RestAnswer answer) {
        JsonObject invoice = good(answer);
        String bolt11 = LndJson.text(invoice, "payment_request").orElseThrow(LndAnswers::unreadable);
        return new CreatedInvoice(bolt11, Optional.of(hash(invoice)), Optional.empty());
    }

    InvoiceStatus status(RestAnswer answer, PaymentHash asked) {
        JsonObject invoice = good(answer);
        if (!hash(invoice).equals(asked)) {
            throw new InvoiceBackendException(
                    ErrorKind.INVALID_INVOICE, "lnd-rest.url tells of another invoice than the one it was asked for");
        }
        return switch (LndJson.text(invoice, "state").orElse("")) {
            case "OPEN" -> InvoiceStatus.of(InvoiceStatus.State.OPEN);
            case "ACCEPTED" -> InvoiceStatus.of(InvoiceStatus.State.ACCEPTED);
            case "SETTLED" -> new InvoiceStatus(InvoiceStatus.State.SETTLED, LndJson.number(invoice, "amt_paid_msat"));
            case "CANCELED" -> InvoiceStatus.of(canceled(invoice));
            default -> throw unreadable();
        };
    }

    /** lnd cancels an invoice itself a second after its expiry. */
    private InvoiceStatus.State canceled(JsonObject invoice) {
        OptionalLong created = LndJson.number(invoice, "creation_date");
        OptionalLong expiry = LndJson.number(invoice, "expiry");
        boolean known = within(created) && within(expiry);
        boolean expired = known
                && !clock.instant()
                        .isBefore(Instant.ofEpochSecond(created.getAsLong()).plusSeconds(expiry.getAsLong()));
        return expired ? InvoiceStatus.State.EXPIRED : InvoiceStatus.State.CANCELED;
    }

    private static boolean within(OptionalLong seconds) {
        return seconds.isPresent() && seconds.getAsLong() >= 0 && seconds.getAsLong() <= YEAR_9999;
    }

    private JsonObject good(RestAnswer answer) {
        if (answer.status() != OK) {
            throw errors.explain(answer);
        }
        return LndJson.read(json, answer.body()).orElseThrow(LndAnswers::unreadable);
    }

    private static PaymentHash hash(JsonObject invoice) {
        String base64 = LndJson.text(invoice, "r_hash").orElseThrow(LndAnswers::unreadable);
        try {
            return PaymentHash.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static InvoiceBackendException unreadable() {
        return new InvoiceBackendException(
                ErrorKind.UNAVAILABLE,
                "lnd-rest.url gives an answer that is not lnd's; does it lead to lnd's REST interface?");
    }
}
