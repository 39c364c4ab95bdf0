package org.l402;

import org.l402.ledger.Ledger;

/** What most parts of an engine need. */
record Parts(Ledger ledger, EngineSettings settings, Events events, Replies replies) {}
