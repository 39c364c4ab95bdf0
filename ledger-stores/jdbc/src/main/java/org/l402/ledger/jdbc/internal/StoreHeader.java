package org.l402.ledger.jdbc.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * The first two blocks of an H2 file, format 3: two copies of one line of text, {@code key:value} pairs and a check sum,
 * which say where the newest chunk lies. A chunk is what one commit writes; it begins with such a line too.
 *
 * <p>Belongs to whoever holds the lock of the file.
 */
final class StoreHeader {
    static final int BLOCK = 4096;
    static final int LENGTH = 2 * BLOCK;

    private static final String FORMAT = "3";
    private static final String SUM = ",fletcher:";
    private static final List<String> NEWEST = List.of("chunk", "block", "version");

    private Map<String, String> pairs = new HashMap<>();
    // Unknown until H2 writes: after a crash it need not agree with what the file says.
    private long newest = -1;

    /** Takes over the start of a file that exists, whichever copy is whole. */
    void load(byte[] blocks) throws IOException {
        for (int copy = 0; copy < LENGTH; copy += BLOCK) {
            String line = line(blocks, copy);
            int sum = line.lastIndexOf(SUM);
            if (sum > 0 && line.equals(summed(line.substring(0, sum)))) {
                pairs = pairs(line);
                return;
            }
        }
    }

    /**
     * Takes over a header that H2 writes.
     *
     * @throws IOException if it is not of the format that this class knows
     */
    void take(byte[] blocks) throws IOException {
        Map<String, String> wanted = pairs(line(blocks, 0));
        if (!FORMAT.equals(wanted.get("format"))) {
            throw new IOException("not an H2 file of format " + FORMAT);
        }
        if (version(wanted) < newest) {
            // H2 2.5.252 names the chunk before the one that it has just written.
            NEWEST.forEach(key -> wanted.put(key, pairs.getOrDefault(key, "")));
        }
        newest = version(wanted);
        pairs = wanted;
    }

    /**
     * Takes note of a chunk.
     *
     * @return whether it is the newest, so that the header must name it; an older one was only moved
     */
    boolean follow(byte[] chunk, long position) throws IOException {
        Map<String, String> start = pairs(line(chunk, 0));
        if (!start.keySet().containsAll(List.of("chunk", "version"))) {
            throw new IOException("not a chunk of an H2 file");
        }
        if (version(start) < newest) {
            return false;
        }
        start.put("block", Long.toHexString(position / BLOCK));
        NEWEST.forEach(key -> pairs.put(key, start.getOrDefault(key, "")));
        newest = version(start);
        return true;
    }

    /** Whether the file was closed in order and nothing was written since. */
    boolean clean() {
        return pairs.containsKey("clean");
    }

    void written() {
        pairs.remove("clean");
    }

    /** One copy of what belongs at the start of the file. */
    String line() {
        StringBuilder text = new StringBuilder();
        DataUtils.appendMap(text, new HashMap<>(pairs));
        return summed(text.toString());
    }

    private static String summed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder line = new StringBuilder(text);
        DataUtils.appendMap(line, "fletcher", DataUtils.getFletcher32(bytes, 0, bytes.length));
        return line.toString();
    }

    private static String line(byte[] bytes, int offset) {
        byte[] block = Arrays.copyOfRange(bytes, offset, Math.min(bytes.length, offset + BLOCK));
        String text = new String(block, StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.max(0, text.indexOf('\n'))).strip();
    }

    private static Map<String, String> pairs(String line) throws IOException {
        try {
            Map<String, String> pairs = DataUtils.parseMap(line);
            pairs.remove("fletcher");
            return pairs;
        } catch (MVStoreException e) {
            throw new IOException("not an H2 file", e);
        }
    }

    private static long version(Map<String, String> pairs) {
        return DataUtils.readHexLong(pairs, "version", -1);
    }
}
