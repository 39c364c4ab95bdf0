package org.l402;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A finished HTTP answer. The headers are the protocol: write them in this order, one line each, and add none with the
 * names used here.
 *
 * <p>Immutable.
 *
 * @param status the HTTP status
 * @param headers all headers but {@code Content-Length}
 * @param body the text of the body, to be sent as UTF-8; not to be sent for {@code HEAD}
 */
public record Reply(int status, List<Header> headers, String body) {
    public Reply {
        headers = List.copyOf(headers);
    }

    /** One header line. */
    public record Header(String name, String value) {
        /** The name alone: the value may be a token. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The body as it goes over the wire. */
    public byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Status and names of headers: a challenge that is logged must not hand out its token. */
    @Override
    public String toString() {
        return "Reply[" + status + ' ' + headers.stream().map(Header::toString).collect(Collectors.joining(", ")) + ']';
    }
}
