package org.l402.price;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.l402.internal.crypto.Sha256;

/** The declared inputs of one request. Immutable. */
public final class PriceInputs {
    private static final int DIGEST_CHARACTERS = 22;

    private final Map<PriceInput, Optional<String>> values;

    /** @param values every declared input, in the order of declaration, empty where the request has none */
    public PriceInputs(Map<PriceInput, Optional<String>> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** The first line of a declared header. */
    public Optional<String> header(String name) {
        return get(PriceInput.header(name));
    }

    /** The first value of a declared query parameter. */
    public Optional<String> query(String name) {
        return get(PriceInput.query(name));
    }

    /** A declared value of the JSON body: a string's text, and the JSON text of anything else. */
    public Optional<String> json(String pointer) {
        return get(PriceInput.json(pointer));
    }

    /**
     * Any declared input.
     *
     * @throws IllegalStateException if it was not declared: the price would depend on something that is not in the grant
     */
    public Optional<String> get(PriceInput input) {
        Optional<String> value = values.get(input);
        if (value == null) {
            throw new IllegalStateException("the price function uses " + input + " but does not declare it");
        }
        return value;
    }

    /** 22 characters that name these values: equal for equal inputs, and different for different ones. */
    public String digest() {
        StringBuilder text = new StringBuilder();
        values.forEach((input, value) -> {
            append(text, input.kind().name());
            append(text, input.name());
            // A missing value and an empty one differ in their length.
            value.ifPresentOrElse(present -> append(text, present), () -> text.append("-1:"));
        });
        byte[] hash = Sha256.hash(text.toString().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, DIGEST_CHARACTERS);
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
