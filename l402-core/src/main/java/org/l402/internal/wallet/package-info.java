/** What stands between the engine and a wallet: time limit, guard, throttle, caps. Not public API. */
@NullMarked
package org.l402.internal.wallet;

import org.jspecify.annotations.NullMarked;
