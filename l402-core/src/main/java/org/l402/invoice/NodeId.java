package org.l402.invoice;

import java.util.HexFormat;
import org.l402.internal.crypto.Secp256k1;

/**
 * The public key of a Lightning node.
 *
 * @param hex 66 lower-case hexadecimal digits
 */
public record NodeId(String hex) {
    /** @throws IllegalArgumentException unless {@code hex} is a compressed public key in hexadecimal */
    public NodeId {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != Secp256k1.PUBLIC_KEY_LENGTH || (bytes[0] != 2 && bytes[0] != 3)) {
            throw new IllegalArgumentException("a node id is a compressed public key of 33 bytes: " + hex);
        }
        hex = HexFormat.of().formatHex(bytes);
    }

    static NodeId of(byte[] publicKey) {
        return new NodeId(HexFormat.of().formatHex(publicKey));
    }

    @Override
    public String toString() {
        return hex;
    }
}
