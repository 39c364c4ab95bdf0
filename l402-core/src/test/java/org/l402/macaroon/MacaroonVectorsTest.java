package org.l402.macaroon;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.nitram509.jmacaroons.MacaroonsBuilder;
import com.github.nitram509.jmacaroons.MacaroonsSerializer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Byte for byte the same as two other implementations. */
class MacaroonVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> goMacaroon() throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("go-macaroon.json"))) {
            JsonObject file = Json.createReader(in).readObject();
            return file.getJsonArray("vectors").getValuesAs(JsonObject.class).stream()
                    .map(vector -> DynamicTest.dynamicTest(vector.getString("name"), () -> check(vector)));
        }
    }

    private static void check(JsonObject vector) {
        byte[] rootKey = HEX.parseHex(vector.getString("root_key"));
        byte[] packet = HEX.parseHex(vector.getString("v2_hex"));
        List<String> caveats = vector.getJsonArray("caveats_hex").getValuesAs(JsonString.class).stream()
                .map(hex -> new String(HEX.parseHex(hex.getString()), StandardCharsets.ISO_8859_1))
                .toList();

        Macaroon read = Macaroon.parse(packet);
        assertThat(read.verify(rootKey)).isTrue();
        assertThat(HEX.formatHex(read.identifier())).isEqualTo(vector.getString("identifier"));
        assertThat(read.caveats().stream().map(Caveat::text)).containsExactlyElementsOf(caveats);

        byte[] minted = Macaroon.mint(rootKey, read.identifier(), caveats).encode();
        assertThat(HEX.formatHex(minted, minted.length - 32, minted.length)).isEqualTo(vector.getString("signature"));
        if (vector.getString("location").isEmpty()) {
            assertThat(minted).isEqualTo(packet);
        }
    }

    @Test
    void jmacaroonsForTextIdentifiers() {
        byte[] key = "a key of thirty-two characters..".getBytes(StandardCharsets.US_ASCII);
        List<String> caveats = List.of("services=weather:0", "weather_valid_until=1800000000");
        MacaroonsBuilder builder = com.github.nitram509.jmacaroons.Macaroon.builder("", key, "an identifier");
        caveats.forEach(builder::addCaveat);

        Macaroon ours = Macaroon.mint(key, "an identifier".getBytes(StandardCharsets.US_ASCII), caveats);

        String theirs = builder.build().serialize(MacaroonsSerializer.V2);
        assertThat(Macaroon.parse(Base64.getUrlDecoder().decode(theirs)).verify(key))
                .isTrue();
        assertThat(HEX.formatHex(ours.encode())).endsWith(builder.build().signature);
    }
}
