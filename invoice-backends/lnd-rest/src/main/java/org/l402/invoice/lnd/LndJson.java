package org.l402.invoice.lnd;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads JSON that may be anything. Says only whether it could: messages of parsers quote what they read. */
final class LndJson {
    private LndJson() {}

    /** The object that stands first; what follows it is not looked at. */
    static Optional<JsonObject> read(JsonProvider json, byte[] body) {
        // As text, because a parser that is given bytes guesses their encoding.
        try (JsonReader reader = json.createReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            return Optional.of(reader.readObject());
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    static Optional<String> text(JsonObject object, String key) {
        return object.get(key) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /** A 64-bit number, which lnd writes as a string. */
    static OptionalLong number(JsonObject object, String key) {
        JsonValue value = object.get(key);
        try {
            if (value instanceof JsonString string) {
                return OptionalLong.of(Long.parseLong(string.getString()));
            }
            return value instanceof JsonNumber number ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
