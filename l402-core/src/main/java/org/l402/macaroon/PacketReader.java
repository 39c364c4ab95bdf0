package org.l402.macaroon;

/** Reads the fields of a V2 binary macaroon: {@code tag varint, length varint, data}, and the lone end tag 0. */
final class PacketReader {
    static final int EOS = 0;
    static final int LOCATION = 1;
    static final int IDENTIFIER = 2;
    static final int VID = 4;
    static final int SIGNATURE = 6;

    private static final int MAX_VARINT_BYTES = 5;

    private final byte[] packet;
    private int position;
    private int fieldOffset;
    private int fieldLength;

    PacketReader(byte[] packet, int start) {
        this.packet = packet;
        this.position = start;
    }

    /** The tag of the field at the cursor, without moving. */
    int peek() {
        if (position >= packet.length) {
            throw new MacaroonFormatException("macaroon ends early");
        }
        return packet[position];
    }

    /** Moves over a field of that tag if there is one; {@link #offset} and {@link #length} then name its data. */
    boolean take(int tag) {
        if (peek() != tag) {
            return false;
        }
        position++;
        fieldLength = varint();
        fieldOffset = position;
        if (fieldLength > packet.length - position) {
            throw new MacaroonFormatException("macaroon field runs past the end");
        }
        position += fieldLength;
        return true;
    }

    void require(int tag, String rule) {
        if (!take(tag)) {
            throw new MacaroonFormatException(rule);
        }
    }

    void requireEnd() {
        if (peek() != EOS) {
            throw new MacaroonFormatException("macaroon has an unknown or misplaced field");
        }
        position++;
    }

    boolean exhausted() {
        return position == packet.length;
    }

    int offset() {
        return fieldOffset;
    }

    int length() {
        return fieldLength;
    }

    /** LEB128, shortest form only: two spellings of one token would be two tokens to a cache. */
    private int varint() {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            int octet = next();
            value |= (long) (octet & 0x7f) << (7 * i);
            if (octet >= 0) {
                return checked(value, octet, i);
            }
        }
        throw new MacaroonFormatException("macaroon length is too long");
    }

    private static int checked(long value, int lastOctet, int index) {
        if ((lastOctet == 0 && index > 0) || value > Integer.MAX_VALUE) {
            throw new MacaroonFormatException("macaroon length is not in its shortest form");
        }
        return (int) value;
    }

    private int next() {
        if (position >= packet.length) {
            throw new MacaroonFormatException("macaroon ends early");
        }
        return packet[position++];
    }
}
