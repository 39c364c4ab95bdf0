package org.l402.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares with the examples of the BOLT 11 text, from a folder that is not part of this project. */
@EnabledIfSystemProperty(named = "l402.vectors", matches = ".+")
class Bolt11ReferenceTest {
    @TestFactory
    Stream<DynamicTest> agreesWithTheExamplesOfTheSpecification() throws IOException {
        Path file = Path.of(System.getProperty("l402.vectors"), "bolt11-vectors.json");
        try (Reader in = Files.newBufferedReader(file)) {
            return Json.createReader(in).readObject().getJsonArray("vectors").getValuesAs(JsonObject.class).stream()
                    .map(vector -> DynamicTest.dynamicTest(vector.getString("title"), () -> check(vector)));
        }
    }

    private static void check(JsonObject vector) {
        String text = vector.getString("invoice");
        if (!vector.getBoolean("valid")) {
            assertThatThrownBy(() -> Bolt11.parse(text)).isInstanceOf(Bolt11FormatException.class);
            return;
        }
        JsonObject expected = vector.getJsonObject("expect");
        Bolt11 invoice = Bolt11.parse(text);
        assertThat(invoice.network()).hasToString(expected.getString("network"));
        assertThat(invoice.paymentHash().hex()).isEqualTo(expected.getString("payment_hash"));
        assertThat(invoice.payee().hex()).isEqualTo(expected.getString("node_id"));
        assertThat(invoice.timestamp().getEpochSecond()).isEqualTo(expected.getInt("timestamp"));
        assertThat(invoice.expiry().toSeconds()).isEqualTo(expected.getInt("expiry"));
        assertThat(invoice.description().text().orElse(null)).isEqualTo(expected.getString("description", null));
        assertThat(invoice.description().hash().orElse(null)).isEqualTo(expected.getString("description_hash", null));
        boolean amountless = expected.get("amount_msat").getValueType() == JsonValue.ValueType.NULL;
        assertThat(invoice.amountMsat().isPresent()).isEqualTo(!amountless);
        if (!amountless) {
            assertThat(invoice.amountMsat().getAsLong())
                    .isEqualTo(expected.getJsonNumber("amount_msat").longValueExact());
        }
    }
}
