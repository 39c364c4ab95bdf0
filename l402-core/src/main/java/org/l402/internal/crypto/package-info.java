/** Hashing and the one curve the JDK lacks. Not public API. */
@NullMarked
package org.l402.internal.crypto;

import org.jspecify.annotations.NullMarked;
