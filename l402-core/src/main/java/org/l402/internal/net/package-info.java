/** IP addresses, without DNS. Not public API. */
@NullMarked
package org.l402.internal.net;

import org.jspecify.annotations.NullMarked;
