package org.l402.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client on one connection that is kept open. Sends requests in batches, so that the server is busy with requests
 * rather than with waking up, and insists that every answer is a 200.
 *
 * <p>Looks for a batch of answers from time to time instead of waiting for it in a read: a client that waits is woken by
 * each answer, in the server's time, and the more often the slower the server is.
 */
final class Visitor implements AutoCloseable {
    private static final int BATCH = 128;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final byte[] GOOD = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final String BODY = "ok\n";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Visitor(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** @param requests whole requests, alike but for their credentials, so that all answers have the same length */
    void send(List<byte[]> requests) throws IOException {
        int length = answerTo(requests.get(0));
        for (int from = 1; from < requests.size(); from += BATCH) {
            List<byte[]> batch = requests.subList(from, Math.min(from + BATCH, requests.size()));
            out.write(joined(batch));
            waitFor(batch.size() * length);
            byte[] answers = in.readNBytes(batch.size() * length);
            for (int i = 0; i < batch.size(); i++) {
                requireGood(answers, i * length);
            }
        }
    }

    private void waitFor(int bytes) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (in.available() < bytes && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private int answerTo(byte[] request) throws IOException {
        out.write(request);
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n" + BODY) < 0) {
            int next = in.read();
            if (next < 0 || answer.length() > 10_000) {
                throw new IOException("not the expected answer: " + answer);
            }
            answer.append((char) next);
        }
        requireGood(answer.toString().getBytes(StandardCharsets.ISO_8859_1), 0);
        return answer.length();
    }

    private static byte[] joined(List<byte[]> batch) {
        byte[] all = new byte[batch.stream().mapToInt(request -> request.length).sum()];
        int end = 0;
        for (byte[] request : batch) {
            System.arraycopy(request, 0, all, end, request.length);
            end += request.length;
        }
        return all;
    }

    private static void requireGood(byte[] answers, int from) {
        int to = from + GOOD.length;
        if (answers.length < to || !Arrays.equals(answers, from, to, GOOD, 0, GOOD.length)) {
            throw new IllegalStateException("not a 200: "
                    + new String(
                            answers,
                            Math.min(from, answers.length),
                            Math.max(0, answers.length - from),
                            StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
