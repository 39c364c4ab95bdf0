package org.l402.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Settings as text, read once at start-up. Every mistake becomes a {@link ConfigurationException} of one sentence, and a
 * key that nobody asked for is a mistake.
 *
 * <p>Values never are secrets: those stand in files that settings name. For one thread.
 */
public final class Settings {
    private final Map<String, String> values;
    private final Set<String> asked;
    private final String prefix;
    private final String source;

    private Settings(Map<String, String> values, Set<String> asked, String prefix, String source) {
        this.values = values;
        this.asked = asked;
        this.prefix = prefix;
        this.source = source;
    }

    /** @param source where they were written, for messages */
    public static Settings of(Map<String, String> values, String source) {
        return new Settings(new TreeMap<>(values), new LinkedHashSet<>(), "", source);
    }

    /** The settings that start with {@code name.}, without that start. */
    public Settings under(String name) {
        return new Settings(values, asked, prefix + name + '.', source);
    }

    /** A trimmed value; empty if it is not set. */
    public Optional<String> text(String key) {
        asked.add(prefix + key);
        return Optional.ofNullable(values.get(prefix + key)).map(String::strip);
    }

    /** @param remedy what to write, for the message if it is missing */
    public String require(String key, String remedy) {
        return text(key)
                .orElseThrow(
                        () -> new ConfigurationException(prefix + key + " is missing in " + source + "; " + remedy));
    }

    /** A value that {@code reader} understands; an {@link IllegalArgumentException} of it becomes the message. */
    public <T> Optional<T> read(String key, Function<String, T> reader) {
        return text(key).map(value -> {
            try {
                return reader.apply(value);
            } catch (ConfigurationException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw wrong(key, String.valueOf(e.getMessage()));
            }
        });
    }

    /** An ISO 8601 duration like {@code PT2S}; a bare number is refused. */
    public Optional<Duration> duration(String key) {
        return read(key, text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("a duration needs a unit, in ISO 8601, like PT2S, PT10M or P1D");
            }
        });
    }

    /** A whole number above zero. */
    public Optional<Integer> number(String key) {
        return read(key, text -> {
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw new IllegalArgumentException("a whole number above zero is needed");
            }
            return Integer.valueOf(text);
        });
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag(String key) {
        return read(key, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("true or false is needed");
            }
            return Boolean.valueOf(text);
        });
    }

    public Optional<Path> path(String key) {
        return read(key, text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("a file name is needed");
            }
        });
    }

    /** The parts of a value that commas separate; empty if it is not set. */
    public List<String> list(String key) {
        return text(key).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** All values whose key starts with {@code start}, by the rest of the key, in order of keys. */
    public Map<String, String> startingWith(String start) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix + start)) {
                asked.add(key);
                found.put(key.substring((prefix + start).length()), value.strip());
            }
        });
        return found;
    }

    /** The sentence for a value that is wrong. */
    public ConfigurationException wrong(String key, String why) {
        return new ConfigurationException(
                prefix + key + " = " + values.get(prefix + key) + " in " + source + " is wrong: " + why);
    }

    /** @throws ConfigurationException if there is a key that nobody asked for; names the nearest that exists */
    public void requireAllUnderstood() {
        List<String> unknown = new ArrayList<>(values.keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            String key = unknown.get(0);
            String nearest = asked.stream()
                    .min(Comparator.comparingInt(known -> distance(known, key)))
                    .map(known -> "; did you mean " + known + "?")
                    .orElse("");
            throw new ConfigurationException(key + " in " + source + " is no setting" + nearest);
        }
    }

    /** Edits between two keys (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replace = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
