package org.l402.ledger.jdbc;

import org.jspecify.annotations.Nullable;
import org.l402.ledger.AccountId;

/**
 * What a reservation holds of one account.
 *
 * @param account null once the period of the quota that it drew on is over
 */
record Held(@Nullable AccountId account, long amountMsat, long leaseUntil) {}
