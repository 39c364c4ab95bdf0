package org.l402.tests.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP by hand, for requests that no decent client sends. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 15_000;

    private RawHttp() {}

    /** The whole answer to a request line and headers, as text. */
    static String exchange(URI server, String requestLine, List<String> headers) throws IOException {
        try (Socket socket = connect(server)) {
            send(socket, requestLine, headers);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads the answer up to the first byte of the body, then resets the connection. */
    static String resetAfterFirstByte(URI server, String requestLine, List<String> headers) throws IOException {
        try (Socket socket = connect(server)) {
            send(socket, requestLine, headers);
            String head = readHead(socket.getInputStream());
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
            return head;
        }
    }

    /** Sends the request and resets the connection at once. */
    static void sendAndReset(URI server, String requestLine, List<String> headers) throws IOException {
        try (Socket socket = connect(server)) {
            send(socket, requestLine, headers);
            socket.setSoLinger(true, 0);
        }
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String requestLine, List<String> headers) throws IOException {
        StringBuilder text =
                new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        socket.getOutputStream().write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
