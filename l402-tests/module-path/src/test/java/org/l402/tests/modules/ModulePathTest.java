package org.l402.tests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seller's application in a module of its own, with the library on the module path and nothing on the class path. */
class ModulePathTest {
    private static final Path SOURCES = sources();

    @TempDir
    Path directory;

    @Test
    void aShopOfNamedModulesAnswers402() throws Exception {
        compile();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                directory.resolve("classes") + File.pathSeparator + libraries(),
                "--module",
                "shop/shop.Shop",
                directory.toString()));
        Process shop = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        assertThat(shop.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("out")).content().contains("status=402");
        assertThat(shop.exitValue()).isZero();
    }

    private void compile() {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--release",
                        "17",
                        "--module-path",
                        libraries(),
                        "-d",
                        directory.resolve("classes").toString(),
                        SOURCES.resolve("module-info.java").toString(),
                        SOURCES.resolve("shop/Shop.java").toString());
        assertThat(status).as(said.toString()).isZero();
    }

    /** What Maven put on the class path, without this module's own classes and the test libraries. */
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.contains("module-path"))
                .filter(entry -> !entry.matches(".*(junit|assertj|opentest4j|apiguardian|byte-buddy|surefire).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path sources() {
        try {
            return Path.of(ModulePathTest.class.getResource("/shop").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
