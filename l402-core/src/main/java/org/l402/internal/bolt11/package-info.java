/** The encoding below BOLT 11: bech32 and five-bit words. Not public API. */
@NullMarked
package org.l402.internal.bolt11;

import org.jspecify.annotations.NullMarked;
