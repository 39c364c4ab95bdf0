/** Classes that H2 calls by reflection. Not for applications. */
@NullMarked
package org.l402.ledger.jdbc.internal;

import org.jspecify.annotations.NullMarked;
