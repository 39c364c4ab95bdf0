package org.l402.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link leads somewhere, every script and sample that a page names exists, and the index is complete. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern FILE = Pattern.compile("(?<![\\w/.-])(?:scripts|samples)/[\\w/-]*\\w");
    private static final Path DOCS = Page.ROOT.resolve("docs");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Page page) {
        for (String target : links(page).toList()) {
            int anchor = target.indexOf('#');
            String path = anchor < 0 ? target : target.substring(0, anchor);
            Path file = path.isEmpty()
                    ? page.file()
                    : page.file().resolveSibling(path).normalize();
            assertThat(file).as("link of %s", page).exists();
            if (anchor >= 0) {
                assertThat(anchors(Page.read(file))).as("link of %s", page).contains(target.substring(anchor + 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void scriptsAndSamplesExist(Page page) {
        for (String line : page.lines()) {
            List<String> files =
                    FILE.matcher(line).results().map(MatchResult::group).toList();
            assertThat(files)
                    .as("%s: %s", page, line)
                    .allSatisfy(file -> assertThat(Page.ROOT.resolve(file)).exists());
        }
    }

    @Test
    void theIndexNamesEveryPage() throws Exception {
        List<Path> linked = links(Page.read(DOCS.resolve("README.md")))
                .map(target -> DOCS.resolve(target).normalize())
                .toList();
        try (Stream<Path> files = Files.list(DOCS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md")
                            && !file.getFileName().toString().equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(linked).contains(file));
        }
    }

    private static Stream<String> links(Page page) {
        // A link may run over the end of a line.
        return LINK.matcher(String.join("\n", page.prose()))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"));
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Page page) {
        return page.prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
