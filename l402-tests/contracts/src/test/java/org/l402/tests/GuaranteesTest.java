package org.l402.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of guarantees names the tests that stand for them, and no test stands for one that is not there. */
class GuaranteesTest {
    private static final Path ROOT = root();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");
    private static final Pattern TAGGED_TEST =
            Pattern.compile("@(?:Parameterized)?Test\\s+((?:@Tag\\(\"[^\"]+\"\\)\\s+)+)");

    private final Map<String, Set<String>> page = page();
    private final Map<String, Set<String>> sources = sources();

    @Test
    void noneIsForgotten() {
        Set<String> all = Stream.of(
                        numbered("trap-", 28),
                        numbered("invariant-", 11),
                        Stream.of("attack-own-grant", "attack-reset", "bad-input", "bad-configuration", "concurrency"))
                .flatMap(names -> names)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(page.keySet()).isEqualTo(all);
    }

    @Test
    void everyRowNamesExactlyTheClassesWhoseTestsCarryItsTag() {
        page.forEach((guarantee, classes) ->
                assertThat(classes).as(guarantee).isNotEmpty().isEqualTo(sources.getOrDefault(guarantee, Set.of())));
        assertThat(sources.keySet()).isEqualTo(page.keySet());
    }

    @Test
    void everyTagIsBesideATestThatRuns() {
        for (Path file : testSources()) {
            String text = read(file);
            assertThat(TAG.matcher(text).results().count())
                    .as("tags in %s that stand right behind @Test", file)
                    .isEqualTo(tags(text).count());
            assertThat(text).as("%s", file).doesNotContain("@Disabled");
        }
    }

    private static Stream<String> numbered(String prefix, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> String.format("%s%02d", prefix, number));
    }

    private static Map<String, Set<String>> page() {
        Map<String, Set<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(read(ROOT.resolve("docs/guarantees.md")));
        while (row.find()) {
            Set<String> classes = Arrays.stream(row.group(2).split(", ", -1))
                    .map(name -> name.replace("`", "").strip())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(rows.put(row.group(1), classes)).as(row.group(1)).isNull();
        }
        return rows;
    }

    private static Map<String, Set<String>> sources() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Path file : testSources()) {
            String name = file.getFileName().toString().replace(".java", "");
            tags(read(file))
                    .forEach(tag -> found.computeIfAbsent(tag, absent -> new TreeSet<>())
                            .add(name));
        }
        return found;
    }

    private static Stream<String> tags(String text) {
        return TAGGED_TEST
                .matcher(text)
                .results()
                .flatMap(test -> TAG.matcher(test.group(1)).results())
                .map(tag -> tag.group(1));
    }

    private static List<Path> testSources() {
        Predicate<Path> tests = file -> {
            String path = ROOT.relativize(file).toString();
            return path.endsWith(".java")
                    && !path.endsWith("GuaranteesTest.java")
                    && (path.contains("src/test/") || path.startsWith("l402-testkit") || path.contains("http-suite"));
        };
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(tests).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("l402-bom"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
