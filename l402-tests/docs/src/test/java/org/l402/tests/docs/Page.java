package org.l402.tests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A Markdown file of this repository. */
record Page(Path file, List<String> lines) {
    /** The top of the clone, wherever in it the tests run. */
    static final Path ROOT = root();

    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules");
    private static final String FENCE = "```";

    /**
     * A fenced block.
     *
     * @param line of its opening fence
     * @param language what follows the fence
     */
    record Block(Page page, int line, String language, String text) {
        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /** Every page there is. */
    static List<Page> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(Page::ours)
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every block in a language, of all pages. */
    static List<Block> blocks(String language) {
        return all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language))
                .toList();
    }

    static Page read(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        List<Block> found = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            boolean fence = lines.get(i).strip().startsWith(FENCE);
            if (fence && start >= 0) {
                String text = String.join("\n", lines.subList(start + 1, i));
                String language = lines.get(start).strip().substring(FENCE.length());
                found.add(new Block(this, start + 1, language, text));
                start = -1;
            } else if (fence) {
                start = i;
            }
        }
        if (start >= 0) {
            throw new AssertionError(this + ":" + (start + 1) + " opens a block that nothing closes");
        }
        return found;
    }

    /** The lines outside of blocks. */
    List<String> prose() {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            boolean fence = line.strip().startsWith(FENCE);
            inside ^= fence;
            if (!inside && !fence) {
                found.add(line);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }

    private static boolean ours(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("l402-bom"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
