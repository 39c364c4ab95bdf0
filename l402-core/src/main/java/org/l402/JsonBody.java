package org.l402;

import jakarta.json.JsonConfig;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the JSON body that a price depends on: a small one, and not for long. */
final class JsonBody {
    private static final int MAX_BYTES = 64 * 1024;
    private static final long MAX_NANOS = 10_000_000_000L;
    private static final int CHUNK = 4096;

    /** A name that stands twice may be read in two ways: one way here, the other way by the handler. */
    private static final Map<String, ?> STRICT = Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE);

    private static final Pattern CHARSET = Pattern.compile("charset(?!\\s*=\\s*\"?utf-?8\"?\\s*(;|$))");

    private final JsonReaderFactory readers;
    private final JsonParserFactory parsers;

    JsonBody(JsonProvider json) {
        this.readers = json.createReaderFactory(STRICT);
        this.parsers = json.createParserFactory(Map.of());
    }

    /** The body, of which the handler will see the same bytes. */
    JsonValue read(RequestView view) throws RefusedException {
        String type = view.contentType().orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json") && !type.contains("+json")) {
            throw new RefusedException(
                    Problem.UNPRICEABLE_REQUEST, "The price depends on the body, which must be application/json.");
        }
        if (CHARSET.matcher(type).find()) {
            throw new RefusedException(
                    Problem.UNPRICEABLE_REQUEST, "The price depends on the body, which must be in UTF-8.");
        }
        byte[] body = bytes(view);
        view.replayBody(body);
        return parse(body);
    }

    private JsonValue parse(byte[] body) throws RefusedException {
        try (JsonReader reader = readers.createReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
            requireOneValue(body);
            return reader.readValue();
        } catch (RuntimeException notJson) {
            // Too deep a nesting is no JsonException to the parser, but a bare RuntimeException.
            throw new RefusedException(
                    Problem.UNPRICEABLE_REQUEST, "The price depends on the body, which is not JSON.");
        }
    }

    /** A reader stops at the end of the first value, and would not see what follows. */
    private void requireOneValue(byte[] body) {
        try (JsonParser parser = parsers.createParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }

    private static byte[] bytes(RequestView view) throws RefusedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        long deadline = System.nanoTime() + MAX_NANOS;
        try {
            InputStream in = view.body();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
                if (out.size() > MAX_BYTES) {
                    throw new RefusedException(
                            Problem.BODY_TOO_LARGE, "A body that the price depends on has at most 64 KiB.");
                }
                // A client that drips its body must not hold a thread; one that stalls meets the container's idle
                // limit.
                if (System.nanoTime() - deadline > 0) {
                    throw new RefusedException(Problem.UNPRICEABLE_REQUEST, "The body took too long to arrive.");
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new RefusedException(Problem.UNPRICEABLE_REQUEST, "The body could not be read.");
        }
    }
}
