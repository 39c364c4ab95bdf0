package org.l402.ledger;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Names one reservation, unique over all servers that share a ledger. Not secret. */
public record ReservationId(long high, long low) {
    /** Written out: what a record gets by itself is slow where the compiler does not inline it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReservationId that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * high + low);
    }

    /** 32 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
