/** {@link org.l402.jaxrs.L402Feature} puts the prices of {@code @Priced} on JAX-RS resources. */
@NullMarked
package org.l402.jaxrs;

import org.jspecify.annotations.NullMarked;
