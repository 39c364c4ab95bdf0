package org.l402.ledger;

import java.util.Optional;

/**
 * What the engine must know of a ledger.
 *
 * @param id stands in every grant, and another ledger refuses it: 16 hexadecimal digits, random at each start of a
 *     forgetful ledger, stored once in a durable one
 * @param durable whether balances outlive a restart
 * @param shared whether several processes may use it; then root keys must be given and are never created
 * @param keys the record of root keys; empty if nothing outlives a restart anyway
 */
public record LedgerTraits(String id, boolean durable, boolean shared, Optional<LedgerKeys> keys) {}
