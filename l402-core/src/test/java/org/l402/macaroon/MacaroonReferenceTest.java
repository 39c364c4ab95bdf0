package org.l402.macaroon;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares with L402 macaroons of other implementations, from a folder that is not part of this project. */
@EnabledIfSystemProperty(named = "l402.vectors", matches = ".+")
class MacaroonReferenceTest {
    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> mintsAndReadsTheSameBytes() throws IOException {
        Path file = Path.of(System.getProperty("l402.vectors"), "l402-mpp-vectors.json");
        try (Reader in = Files.newBufferedReader(file)) {
            JsonObject vectors = Json.createReader(in).readObject().getJsonObject("macaroon_l402");
            return vectors.getJsonArray("cases").getValuesAs(JsonObject.class).stream()
                    .map(c -> DynamicTest.dynamicTest(c.getString("name"), () -> check(vectors, c)));
        }
    }

    private static void check(JsonObject vectors, JsonObject vector) {
        byte[] rootKey = HEX.parseHex(vectors.getString("root_key"));
        byte[] packet = Base64.getDecoder().decode(vector.getString("v2_base64"));
        Macaroon read = Macaroon.parse(packet);
        assertThat(read.verify(rootKey)).isTrue();
        assertThat(read.caveats().stream().map(Caveat::text))
                .containsExactlyElementsOf(vector.getJsonArray("caveats").getValuesAs(JsonString::getString));
        assertThat(Identifier.parse(read.identifier()).paymentHash().hex())
                .isEqualTo(vectors.getString("payment_hash"));
        Macaroon minted = Macaroon.mint(
                rootKey,
                read.identifier(),
                read.caveats().stream().map(Caveat::text).toList());
        if (vector.getString("location", "").isEmpty()) {
            assertThat(minted.encode()).isEqualTo(packet);
        }
        int tail = minted.encode().length - 32;
        assertThat(HEX.formatHex(minted.encode(), tail, tail + 32)).isEqualTo(vector.getString("signature"));
    }
}
