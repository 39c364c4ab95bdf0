package org.l402.internal.token;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.l402.price.Offer;

/**
 * The request that a token is presented with, as far as restrictions may speak of it.
 *
 * @param offer what is asked for
 * @param method the request method
 * @param paths the decoded path in every reading of it; a restriction must hold for all
 * @param client finds the address of the client, if it is known; asked only by what depends on it
 * @param now the time
 */
public record Circumstances(
        Offer offer, String method, List<String> paths, Supplier<Optional<InetAddress>> client, Instant now) {}
