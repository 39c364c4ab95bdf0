/** {@link org.l402.servlet.L402Filter} asks the engine and obeys it. */
@NullMarked
package org.l402.servlet;

import org.jspecify.annotations.NullMarked;
