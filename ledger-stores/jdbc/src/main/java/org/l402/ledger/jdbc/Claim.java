package org.l402.ledger.jdbc;

import java.util.Properties;
import org.l402.config.ConfigurationException;

/**
 * Says in the whole process, to every class loader of it, that a file is open.
 *
 * <p>The lock of the operating system is not enough. It belongs to the process: to try the file a second time and close it
 * again, as H2 does when it meets that lock, gives the lock away, and then another process gets in.
 */
final class Claim {
    private static final String PREFIX = "org.l402.ledger.jdbc.open:";

    private final Properties process = System.getProperties();
    private final String key;
    private final String holder;

    private Claim(H2File file, String holder) {
        this.key = PREFIX + file.realName();
        this.holder = holder;
    }

    /**
     * @param holder a name that no other claim has
     * @throws ConfigurationException if this process has the file open
     */
    static Claim take(H2File file, String holder) {
        Claim claim = new Claim(file, holder);
        if (claim.process.putIfAbsent(claim.key, holder) != null) {
            throw file.inUse();
        }
        return claim;
    }

    /** Does nothing the second time, even if somebody else has the file by then. */
    void release() {
        process.remove(key, holder);
    }
}
