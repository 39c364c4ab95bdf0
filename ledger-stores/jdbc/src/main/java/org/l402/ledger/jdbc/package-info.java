/** Ledgers in databases: balances outlive the process. */
@NullMarked
package org.l402.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
