/**
 * Lightning invoices: the BOLT 11 codec, payment hashes and preimages, and {@link org.l402.invoice.InvoiceBackend}, what
 * a wallet implements. Nothing here knows tokens.
 */
@NullMarked
package org.l402.invoice;

import org.jspecify.annotations.NullMarked;
