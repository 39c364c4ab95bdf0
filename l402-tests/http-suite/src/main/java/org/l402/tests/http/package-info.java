/** One shop, and what must hold of it on every host. */
@NullMarked
package org.l402.tests.http;

import org.jspecify.annotations.NullMarked;
