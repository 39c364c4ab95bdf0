/**
 * Balances: {@link org.l402.ledger.Ledger}, what a store implements, and the ledger in memory. Nothing here knows tokens
 * or HTTP.
 */
@NullMarked
package org.l402.ledger;

import org.jspecify.annotations.NullMarked;
