package org.l402.invoice;

import java.util.Locale;

/** The Bitcoin networks that BOLT 11 invoices name in their prefix. */
public enum Network {
    MAINNET("bc"),
    TESTNET("tb"),
    SIGNET("tbs"),
    REGTEST("bcrt"),
    SIMNET("sb");

    private final String prefix;

    Network(String prefix) {
        this.prefix = prefix;
    }

    /** What follows {@code ln} in an invoice. */
    public String prefix() {
        return prefix;
    }

    /** Lower-case name, as settings spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
