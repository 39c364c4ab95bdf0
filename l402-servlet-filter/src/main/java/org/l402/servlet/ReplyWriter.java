package org.l402.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.l402.Reply;

/** Sends a finished answer. */
final class ReplyWriter {
    private ReplyWriter() {}

    /** {@code setStatus}, not {@code sendError}: containers replace headers and body of an error. */
    static void write(Reply reply, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        for (Reply.Header header : reply.headers()) {
            if (header.name().equals("Content-Type")) {
                response.setContentType(header.value());
            } else {
                response.addHeader(header.name(), header.value());
            }
        }
        byte[] body = reply.bodyBytes();
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
