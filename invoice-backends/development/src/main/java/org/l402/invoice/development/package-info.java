/** A wallet for development and demonstrations. It never touches money. */
@NullMarked
package org.l402.invoice.development;

import org.jspecify.annotations.NullMarked;
