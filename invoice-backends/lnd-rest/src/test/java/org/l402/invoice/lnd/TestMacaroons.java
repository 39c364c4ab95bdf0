package org.l402.invoice.lnd;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.l402.macaroon.Macaroon;

/**
 * Macaroons whose identifiers, and so their rights, are those of a real lnd 0.21.2; signed with a key that no node has.
 */
final class TestMacaroons {
    private static final byte[] LOCATION = {1, 3, 'l', 'n', 'd'};
    private static final String NONCE = "030a10378caaf30f96e3b38e078d6c61c66604120130";

    /** As {@link LndMacaroon#BAKE} makes it. */
    static final Macaroon LEAST = of("1a420a03757269121b2f6c6e7270632e4c696768746e696e672f416464496e766f696365"
            + "121e2f6c6e7270632e4c696768746e696e672f4c6f6f6b7570496e766f696365");

    /** {@code invoice.macaroon}. */
    static final Macaroon INVOICE = of("1a160a076164647265737312047265616412057772697465"
            + "1a170a08696e766f6963657312047265616412057772697465" + "1a0f0a076f6e636861696e120472656164");

    /** {@code invoices.macaroon}. */
    static final Macaroon INVOICES = of("1a170a08696e766f6963657312047265616412057772697465");

    /** {@code readonly.macaroon}. */
    static final Macaroon READ_ONLY = of("1a0f0a0761646472657373120472656164" + "1a0c0a04696e666f120472656164"
            + "1a100a08696e766f69636573120472656164" + "1a100a086d616361726f6f6e120472656164"
            + "1a0f0a076d657373616765120472656164" + "1a100a086f6666636861696e120472656164"
            + "1a0f0a076f6e636861696e120472656164" + "1a0d0a057065657273120472656164"
            + "1a0e0a067369676e6572120472656164");

    /** {@code admin.macaroon}. */
    static final Macaroon ADMIN = of("1a160a076164647265737312047265616412057772697465"
            + "1a130a04696e666f12047265616412057772697465" + "1a170a08696e766f6963657312047265616412057772697465"
            + "1a210a086d616361726f6f6e120867656e6572617465120472656164" + "12057772697465"
            + "1a160a076d65737361676512047265616412057772697465"
            + "1a170a086f6666636861696e12047265616412057772697465"
            + "1a160a076f6e636861696e12047265616412057772697465"
            + "1a140a05706565727312047265616412057772697465" + "1a180a067369676e6572120867656e6572617465120472656164");

    /** {@code router.macaroon}. */
    static final Macaroon ROUTER = of("1a170a086f6666636861696e12047265616412057772697465");

    /** {@code walletkit.macaroon}. */
    static final Macaroon WALLET_KIT =
            of("1a160a076164647265737312047265616412057772697465" + "1a160a076f6e636861696e12047265616412057772697465");

    /** {@code signer.macaroon}. */
    static final Macaroon SIGNER = of("1a180a067369676e6572120867656e6572617465120472656164");

    private TestMacaroons() {}

    /** @param operations protobuf of the field 3, in hexadecimal */
    static Macaroon of(String operations) {
        return withIdentifier(HexFormat.of().parseHex(NONCE + operations));
    }

    /** With the location {@code lnd}, which is not signed. */
    static Macaroon withIdentifier(byte[] identifier) {
        byte[] packet = Macaroon.mint(new byte[32], identifier, List.of()).encode();
        byte[] located = ByteBuffer.allocate(packet.length + LOCATION.length)
                .put(packet[0])
                .put(LOCATION)
                .put(packet, 1, packet.length - 1)
                .array();
        return Macaroon.parse(located);
    }
}
