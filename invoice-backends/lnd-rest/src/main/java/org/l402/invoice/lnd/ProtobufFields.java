package org.l402.invoice.lnd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the length-delimited fields of a protobuf message. Bounds are checked: the bytes may be anything. */
final class ProtobufFields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_VARINT_BYTES = 10;

    private final byte[] message;
    private int position;

    private ProtobufFields(byte[] message) {
        this.message = message;
    }

    /**
     * All values of one field, in order.
     *
     * @throws IllegalArgumentException if this is no protobuf message
     */
    static List<byte[]> of(byte[] message, int field) {
        ProtobufFields in = new ProtobufFields(message);
        List<byte[]> found = new ArrayList<>();
        while (in.position < message.length) {
            long tag = in.varint();
            byte[] value = in.value((int) (tag & 7));
            if (tag == ((long) field << 3 | DELIMITED)) {
                found.add(value);
            }
        }
        return found;
    }

    private byte[] value(int wireType) {
        return switch (wireType) {
            case VARINT -> {
                varint();
                yield new byte[0];
            }
            case FIXED64 -> take(Long.BYTES);
            case FIXED32 -> take(Integer.BYTES);
            case DELIMITED -> take(varint());
            default -> throw new IllegalArgumentException("unknown wire type");
        };
    }

    private byte[] take(long length) {
        if (length < 0 || length > message.length - position) {
            throw new IllegalArgumentException("field runs past the end");
        }
        int start = position;
        position += (int) length;
        return Arrays.copyOfRange(message, start, position);
    }

    private long varint() {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            if (position == message.length) {
                throw new IllegalArgumentException("message ends early");
            }
            byte octet = message[position++];
            value |= (octet & 0x7fL) << (7 * i);
            if (octet >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number is too long");
    }
}
