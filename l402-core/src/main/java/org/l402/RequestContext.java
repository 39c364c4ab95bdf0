package org.l402;

import java.net.InetAddress;
import java.util.Optional;
import org.l402.internal.token.Circumstances;
import org.l402.ledger.ReservationId;
import org.l402.price.Offer;

/**
 * One request that has a price, and what the engine worked out about it.
 *
 * @param view the request
 * @param id names it in replies, logs and at the ledger
 * @param circumstances the request as restrictions see it
 */
record RequestContext(RequestView view, ReservationId id, Circumstances circumstances) {
    private static final String GRPC = "application/grpc";

    Offer offer() {
        return circumstances.offer();
    }

    Optional<InetAddress> client() {
        return circumstances.client().get();
    }

    String correlationId() {
        return id.toString();
    }

    boolean grpc() {
        return view.contentType().filter(type -> type.startsWith(GRPC)).isPresent();
    }
}
