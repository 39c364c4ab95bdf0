package org.l402.invoice.lnd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads HTTP requests and does what no HTTP server would do. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final Behaviour behaviour;
    private final Awaiting awaiting;

    /** What happens once a request was read; the connection is closed afterwards unless {@code true} is returned. */
    @FunctionalInterface
    interface Behaviour {
        boolean serve(Socket socket, int request) throws Exception;
    }

    RawServer(Behaviour behaviour) {
        this(behaviour, RawServer::readRequest);
    }

    /** How it waits for a request; false at the end of the connection. */
    private interface Awaiting {
        boolean request(InputStream in) throws IOException;
    }

    private RawServer(Behaviour behaviour, Awaiting awaiting) {
        this.behaviour = behaviour;
        this.awaiting = awaiting;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Takes any byte for a request. */
    static RawServer answeringAnyByte(Behaviour behaviour) {
        return new RawServer(behaviour, in -> in.read() >= 0);
    }

    static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Blocks until the client has closed its end. */
    static void awaitClose(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            return;
        }
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            boolean open = true;
            while (open && awaiting.request(socket.getInputStream())) {
                open = behaviour.serve(socket, requests.incrementAndGet());
            }
        } catch (Exception gone) {
            // The client went away, which tests look at from its side.
            return;
        }
    }

    /** A head, and as much body as it announces. */
    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            head.append((char) octet);
        }
        String[] length = head.toString().split("(?i)content-length: *", 2);
        if (length.length == 2) {
            in.readNBytes(Integer.parseInt(length[1].split("\r\n", 2)[0]));
        }
        return true;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
