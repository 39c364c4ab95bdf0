package org.l402.ledger.jdbc;

/** The tables that transactions about money use together. */
record Tables(AccountTable accounts, HoldTable holds, EndTable ends, Occupancy occupancy) {}
