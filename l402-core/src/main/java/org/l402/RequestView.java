package org.l402;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * What the engine may know of an HTTP request; an adapter makes one from the request of its container.
 *
 * <p>Used by one thread, during one {@link L402#decide} call.
 */
public interface RequestView {
    /** The request method as it was sent. */
    String method();

    /**
     * The decoded path within the application: first as the container dispatches it, then every other reading that a
     * container might have (normalised, without {@code ;parameters}). A rule that fits any of them applies.
     */
    List<String> paths();

    /** All lines of a header, in order; the name is case-insensitive. */
    List<String> headers(String name);

    /** The first value of a query parameter, decoded. */
    Optional<String> query(String name);

    /** The address of the peer on the other end of the connection, numeric. */
    String remoteAddress();

    /** The media type of the body, as the client states it. */
    Optional<String> contentType();

    /** The body, not read yet. The engine asks only for an offer whose price depends on it. */
    InputStream body() throws IOException;

    /** Called with the whole body after {@link #body} was read: the handler must see the same bytes. */
    void replayBody(byte[] body);
}
