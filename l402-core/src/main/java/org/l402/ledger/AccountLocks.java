package org.l402.ledger;

import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Striped locks over account ids. Several are taken in the order of their stripes, so that nobody waits in a circle. */
final class AccountLocks {
    /** How many locks there are. */
    static final int STRIPES = 1024;

    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    AccountLocks() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    <T> T holding(AccountId id, Supplier<T> work) {
        return holding(stripe(id), work);
    }

    <T> T holding(int stripe, Supplier<T> work) {
        ReentrantLock lock = stripes[stripe];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    <T> T holding(Collection<AccountId> ids, Supplier<T> work) {
        if (ids.size() == 1) {
            return holding(ids.iterator().next(), work);
        }
        int[] wanted =
                ids.stream().mapToInt(AccountLocks::stripe).distinct().sorted().toArray();
        for (int stripe : wanted) {
            stripes[stripe].lock();
        }
        try {
            return work.get();
        } finally {
            for (int i = wanted.length - 1; i >= 0; i--) {
                stripes[wanted[i]].unlock();
            }
        }
    }

    /** The lock that guards {@code id}, from 0. */
    static int stripe(AccountId id) {
        return id.hashCode() & (STRIPES - 1);
    }
}
