/**
 * What an author of a wallet or a ledger needs to prove it right, and what tests of a seller need: contract suites, time
 * that stands still, real Lightning payments without a network, and a client that pays.
 */
@NullMarked
package org.l402.testkit;

import org.jspecify.annotations.NullMarked;
