package org.l402.config;

import org.l402.ledger.Ledger;

/** Opens a kind of ledger from settings; found by {@link java.util.ServiceLoader}. */
public interface LedgerProvider {
    /** What {@code ledger = <name>:…} starts with. */
    String name();

    /**
     * @param location what follows the name and the colon
     * @param settings those that start with {@code ledger.}, without that
     * @throws ConfigurationException if one is wrong
     */
    Ledger open(String location, Settings settings);
}
