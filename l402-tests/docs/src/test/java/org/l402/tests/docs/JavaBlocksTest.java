package org.l402.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java block of every page compiles against the modules of this build. */
class JavaBlocksTest {
    @TempDir
    Path output;

    static List<Page.Block> blocks() {
        return Page.blocks("java");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void compiles(Page.Block block) throws Exception {
        List<List<String>> attempts = new ArrayList<>();
        for (JavaSource source : JavaSource.of(block.text())) {
            attempts.add(source.errors(output));
        }

        // The reading with the fewest errors is the one that was meant.
        assertThat(attempts.stream().min(Comparator.comparingInt(List::size)).orElseThrow())
                .as("%s%n%s", block, block.text())
                .isEmpty();
    }
}
