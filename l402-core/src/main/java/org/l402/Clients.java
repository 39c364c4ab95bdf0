package org.l402;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.l402.internal.crypto.HmacSha256;
import org.l402.internal.http.ClientAddress;
import org.l402.internal.net.AddressBlock;
import org.l402.ledger.AccountId;
import org.l402.macaroon.RootKeys;

/** Tells clients apart, and forgets who they are: all that is kept is a keyed hash. */
final class Clients {
    private static final byte[] UNKNOWN = {};

    private final ClientAddress addresses;
    private final byte[] quotaSecret;
    private final byte[] throttleSecret;

    Clients(List<AddressBlock> proxies, String header, RootKeys keys) {
        this.addresses = new ClientAddress(proxies, header);
        this.quotaSecret = keys.secret("quota");
        this.throttleSecret = keys.secret("throttle");
    }

    Optional<InetAddress> address(RequestView view) {
        return addresses.of(view.remoteAddress(), view::headers);
    }

    /** The account of a client's free quota for one offer. */
    AccountId quotaOf(RequestContext context) {
        byte[] offer = (context.offer().id() + '\0').getBytes(StandardCharsets.US_ASCII);
        return keyed(quotaSecret, offer, identity(context));
    }

    /** The bucket of a client's challenges. All whose address is unknown share one. */
    AccountId throttleOf(RequestContext context) {
        return keyed(throttleSecret, UNKNOWN, identity(context));
    }

    private static byte[] identity(RequestContext context) {
        return context.client().map(ClientAddress::identity).orElse(UNKNOWN);
    }

    private static AccountId keyed(byte[] secret, byte[] scope, byte[] identity) {
        byte[] out = new byte[HmacSha256.LENGTH];
        HmacSha256 hmac = new HmacSha256();
        hmac.begin(secret);
        hmac.update(scope, 0, scope.length);
        hmac.update(identity, 0, identity.length);
        hmac.end(out);
        return AccountId.of(out);
    }
}
