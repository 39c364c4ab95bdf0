package org.l402.macaroon;

import java.io.ByteArrayOutputStream;

/** Writes the fields of a V2 binary macaroon. */
final class PacketWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    PacketWriter raw(byte[] bytes, int offset, int length) {
        out.write(bytes, offset, length);
        return this;
    }

    PacketWriter octet(int value) {
        out.write(value);
        return this;
    }

    PacketWriter field(int tag, byte[] data) {
        out.write(tag);
        int rest = data.length;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        out.writeBytes(data);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
