package org.l402.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link JettyUnderTest} in a JVM of its own, and the processor time that it has used. */
final class ServerProcess implements AutoCloseable {
    private static final long SETTLE_MILLIS = 3;

    private final Process process;
    private final Path threads;
    private final String[] said;

    private ServerProcess(Process process, String[] said) {
        this.process = process;
        this.threads = Path.of("/proc", Long.toString(process.pid()), "task");
        this.said = said;
    }

    /** A young generation that is collected many times in a block: garbage has its price in every figure. */
    static ServerProcess start(List<String> options) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-XX:+UseSerialGC",
                "-Xms1536m",
                "-Xmx1536m",
                "-Xmn48m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(JettyUnderTest.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers = process.inputReader(StandardCharsets.US_ASCII);
        String line = answers.readLine();
        while (line != null && !line.startsWith(JettyUnderTest.READY)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start; see above");
        }
        return new ServerProcess(
                process, line.substring(JettyUnderTest.READY.length()).split(" ", -1));
    }

    int port(int server) {
        return Integer.parseInt(said[server]);
    }

    String ledgerId() {
        return said[said.length - 1];
    }

    /**
     * Processor time of all threads since they started, in nanoseconds. From the scheduler, as the figure of the process
     * counts in hundredths of a second. Threads that compile are left out: they are the past of the code, not its price.
     */
    long cpuNanos() throws IOException, InterruptedException {
        Thread.sleep(SETTLE_MILLIS);
        long sum = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                sum += cpuNanos(thread);
            }
        }
        return sum;
    }

    private static long cpuNanos(Path thread) throws IOException {
        try {
            if (Files.readString(thread.resolve("comm")).contains("Compiler")) {
                return 0;
            }
            String schedstat = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
