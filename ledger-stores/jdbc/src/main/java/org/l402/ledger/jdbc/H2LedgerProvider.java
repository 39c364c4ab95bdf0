package org.l402.ledger.jdbc;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.l402.config.ConfigurationException;
import org.l402.config.LedgerProvider;
import org.l402.config.Settings;
import org.l402.ledger.Ledger;

/**
 * Opens a {@link JdbcLedger} on an H2 file for {@code ledger = h2:/var/lib/app/l402}. One setting: {@code ledger.capacity},
 * accounts that fit; default {@value JdbcLedger#DEFAULT_CAPACITY}.
 */
public final class H2LedgerProvider implements LedgerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public H2LedgerProvider() {}

    @Override
    public String name() {
        return "h2";
    }

    /**
     * @param location the name of a file in an existing directory, without H2's ending {@code .mv.db}
     * @throws ConfigurationException if that is no such name or the file is in use
     */
    @Override
    public Ledger open(String location, Settings settings) {
        long capacity = settings.number("capacity").map(Long::valueOf).orElse(JdbcLedger.DEFAULT_CAPACITY);
        return JdbcLedger.h2(H2File.parse(location), InstantSource.system(), new SecureRandom(), capacity);
    }
}
