/** Invoices of an lnd node over REST: {@code invoices = lnd-rest}. */
@NullMarked
package org.l402.invoice.lnd;

import org.jspecify.annotations.NullMarked;
