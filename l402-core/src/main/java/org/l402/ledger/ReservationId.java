package org.l402.ledger;

import java.util.HexFormat;

/** Names one reservation, unique over all servers that share a ledger. Not secret. */
public record ReservationId(long high, long low) {
    /** 32 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
