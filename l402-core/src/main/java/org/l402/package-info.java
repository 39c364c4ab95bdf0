/**
 * Charges for HTTP endpoints over Lightning, by the L402 protocol.
 *
 * <p>{@link org.l402.L402} decides whether a request may run; an adapter ({@code l402-servlet-filter}, {@code l402-jaxrs})
 * asks it and obeys. What this library does not do: run a Lightning node, hold or send money, render web pages, know users.
 */
@NullMarked
package org.l402;

import org.jspecify.annotations.NullMarked;
