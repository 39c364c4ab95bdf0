package org.l402.macaroon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.l402.internal.crypto.HmacSha256;

/** Where the parts of one V2 packet stand, found by one strict pass over it. */
final class PacketLayout {
    static final int V2 = 2;

    private int identifierOffset;
    private int identifierLength;
    private boolean firstPartyOnly = true;
    private final List<Caveat> caveats = new ArrayList<>(4);

    private PacketLayout() {}

    static PacketLayout read(byte[] packet) {
        if (packet.length == 0 || packet[0] != V2) {
            throw new MacaroonFormatException("not a V2 binary macaroon");
        }
        PacketLayout layout = new PacketLayout();
        PacketReader in = new PacketReader(packet, 1);
        layout.readHeader(in);
        while (in.peek() != PacketReader.EOS) {
            layout.readCaveat(in, packet);
        }
        in.requireEnd();
        requireSignature(in);
        return layout;
    }

    int identifierOffset() {
        return identifierOffset;
    }

    int identifierLength() {
        return identifierLength;
    }

    boolean firstPartyOnly() {
        return firstPartyOnly;
    }

    List<Caveat> caveats() {
        return Collections.unmodifiableList(caveats);
    }

    private void readHeader(PacketReader in) {
        in.take(PacketReader.LOCATION);
        in.require(PacketReader.IDENTIFIER, "macaroon has no identifier");
        identifierOffset = in.offset();
        identifierLength = in.length();
        in.requireEnd();
    }

    private void readCaveat(PacketReader in, byte[] packet) {
        if (caveats.size() == Macaroon.MAX_CAVEATS) {
            throw new MacaroonFormatException("macaroon has more than " + Macaroon.MAX_CAVEATS + " caveats");
        }
        boolean located = in.take(PacketReader.LOCATION);
        in.require(PacketReader.IDENTIFIER, "macaroon caveat has no identifier");
        int offset = in.offset();
        int length = in.length();
        boolean thirdParty = in.take(PacketReader.VID);
        if (located && !thirdParty) {
            throw new MacaroonFormatException("macaroon caveat has a location but no verification id");
        }
        in.requireEnd();
        firstPartyOnly &= !thirdParty;
        caveats.add(new Caveat(packet, offset, length, thirdParty));
    }

    private static void requireSignature(PacketReader in) {
        in.require(PacketReader.SIGNATURE, "macaroon has no signature");
        if (in.length() != HmacSha256.LENGTH || !in.exhausted()) {
            throw new MacaroonFormatException("macaroon must end with a signature of " + HmacSha256.LENGTH + " bytes");
        }
    }
}
