package org.l402.ledger;

/**
 * One account that a reservation takes from.
 *
 * @param account its name
 * @param funding what fills it if this is its first use
 */
public record Draw(AccountId account, Funding funding) {}
