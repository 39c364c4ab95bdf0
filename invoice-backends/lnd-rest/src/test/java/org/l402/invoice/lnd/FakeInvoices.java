package org.l402.invoice.lnd;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.l402.invoice.Bolt11;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.lnd.FakeLnd.Answer;
import org.l402.invoice.lnd.FakeLnd.Call;

/** The invoice part of the fake lnd: limits, messages and field names of the real one. */
final class FakeInvoices {
    /** Shown as {@code r_preimage} of every invoice, paid or not, as lnd shows the real one. */
    static final byte[] SHOWN_PREIMAGE = "a preimage that nobody may see!!".getBytes(StandardCharsets.US_ASCII);

    private static final Set<String> FIELDS =
            Set.of("memo", "value", "value_msat", "expiry", "private", "description_hash", "r_preimage", "cltv_expiry");
    private static final long DAY_SECONDS = 86_400;
    private static final long YEAR_SECONDS = 365 * DAY_SECONDS;
    private static final long MAX_MSAT = 100_000L * 100_000_000_000L;
    private static final int MAX_STORED_MEMO = 1024;
    private static final int MAX_ENCODED_MEMO = 639;

    private final InvoiceBackend node;
    private final Map<PaymentHash, Made> made = new ConcurrentHashMap<>();

    private record Made(Bolt11 invoice, String memo, long msat, long expirySeconds) {}

    FakeInvoices(InvoiceBackend node) {
        this.node = node;
    }

    Answer create(Call call) {
        JsonObject asked;
        try (JsonReader reader = Json.createReader(new StringReader(call.body()))) {
            asked = reader.readObject();
        } catch (JsonException e) {
            return Answer.error(400, 3, "syntax error (line 1:1): unexpected token");
        }
        Optional<String> unknown =
                asked.keySet().stream().filter(key -> !FIELDS.contains(key)).findFirst();
        if (unknown.isPresent()) {
            return Answer.error(400, 3, "(line 1:2): unknown field \"" + unknown.get() + "\"");
        }
        return refusal(asked).orElseGet(() -> make(asked));
    }

    private static Optional<Answer> refusal(JsonObject asked) {
        int memo = asked.getString("memo", "").getBytes(StandardCharsets.UTF_8).length;
        long msat = number(asked, "value_msat");
        if (asked.containsKey("value") && asked.containsKey("value_msat")) {
            return failed("sat and msat arguments are mutually exclusive");
        } else if (memo > MAX_STORED_MEMO) {
            return failed("memo too large: " + memo + " bytes (maxsize=1024)");
        } else if (memo > MAX_ENCODED_MEMO) {
            return failed("data length too big to fit within 10 bits: " + memo);
        } else if (msat < 0) {
            return failed("amount cannot be negative");
        } else if (msat > MAX_MSAT) {
            return failed("invoice amount 100000.00000001 BTC is too large, max is 100000 BTC");
        } else if (number(asked, "expiry") > YEAR_SECONDS) {
            return failed(
                    "expiry of " + number(asked, "expiry") + " seconds greater than max expiry of 31536000 seconds");
        }
        return Optional.empty();
    }

    private static Optional<Answer> failed(String message) {
        return Optional.of(Answer.error(500, 2, message));
    }

    private Answer make(JsonObject asked) {
        long expiry = number(asked, "expiry") <= 0 ? DAY_SECONDS : number(asked, "expiry");
        String memo = asked.getString("memo", "");
        long msat = number(asked, "value_msat");
        CreatedInvoice created = node.create(new InvoiceRequest(msat, memo, Duration.ofSeconds(expiry)));
        Bolt11 invoice = Bolt11.parse(created.bolt11());
        made.put(invoice.paymentHash(), new Made(invoice, memo, msat, expiry));
        return Answer.json(
                200,
                "{\"r_hash\":\"" + base64(invoice.paymentHash()) + "\", \"payment_request\":\"" + created.bolt11()
                        + "\", \"add_index\":\"" + made.size() + "\",  \"payment_addr\":\"OGZhWdzdirDGQ83smWR630z7\"}");
    }

    Answer lookup(Call call) {
        byte[] hash;
        try {
            hash = HexFormat.of().parseHex(call.path().substring("/v1/invoice/".length()));
        } catch (IllegalArgumentException e) {
            return Answer.error(500, 2, "encoding/hex: invalid byte: U+0078 'x'");
        }
        if (hash.length != PaymentHash.LENGTH) {
            return Answer.error(500, 2, "payment hash must be exactly 32 bytes, is instead " + hash.length);
        }
        Made found = made.get(PaymentHash.of(hash));
        if (found == null) {
            return Answer.error(404, 5, made.isEmpty() ? "there are no existing invoices" : "unable to locate invoice");
        }
        return Answer.json(200, render(found, node.lookup(PaymentHash.of(hash), Optional.empty())));
    }

    private static String render(Made invoice, InvoiceStatus status) {
        boolean settled = status.state() == InvoiceStatus.State.SETTLED;
        // lnd has no state for an expired invoice.
        String state = status.state() == InvoiceStatus.State.EXPIRED
                ? "CANCELED"
                : status.state().toString();
        return Json.createObjectBuilder()
                .add("memo", invoice.memo())
                .add("r_preimage", Base64.getEncoder().encodeToString(SHOWN_PREIMAGE))
                .add("r_hash", base64(invoice.invoice().paymentHash()))
                .add("value", Long.toString(invoice.msat() / 1000))
                .add("value_msat", Long.toString(invoice.msat()))
                .add("settled", settled)
                .add(
                        "creation_date",
                        Long.toString(invoice.invoice().timestamp().getEpochSecond()))
                .add("settle_date", "0")
                .add("payment_request", invoice.invoice().text())
                .add("expiry", Long.toString(invoice.expirySeconds()))
                .add("amt_paid_msat", Long.toString(status.paidMsat().orElse(0)))
                .add("state", state)
                .add("htlcs", Json.createArrayBuilder())
                .build()
                .toString();
    }

    private static long number(JsonObject asked, String key) {
        return LndJson.number(asked, key).orElse(0);
    }

    private static String base64(PaymentHash hash) {
        return Base64.getEncoder().encodeToString(hash.bytes());
    }
}
