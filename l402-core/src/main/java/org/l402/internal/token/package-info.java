/** Tokens: the grant, the restrictions, minting and verification. Not public API. */
@NullMarked
package org.l402.internal.token;

import org.jspecify.annotations.NullMarked;
