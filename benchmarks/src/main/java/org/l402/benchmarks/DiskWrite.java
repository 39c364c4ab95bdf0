package org.l402.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long the disk takes to confirm one block: what no ledger that writes before it answers can beat. */
final class DiskWrite {
    private static final int WRITES = 300;
    private static final int BLOCK = 4096;

    private DiskWrite() {}

    static double medianMillis(Path directory) throws IOException {
        Path file = directory.resolve("block");
        long[] nanos = new long[WRITES];
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DSYNC)) {
            for (int i = 0; i < WRITES; i++) {
                long began = System.nanoTime();
                int written = channel.write(ByteBuffer.allocate(BLOCK), 0);
                nanos[i] = System.nanoTime() - began;
                if (written != BLOCK) {
                    throw new IOException("wrote only " + written + " bytes");
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Arrays.sort(nanos);
        return nanos[WRITES / 2] / 1e6;
    }
}
