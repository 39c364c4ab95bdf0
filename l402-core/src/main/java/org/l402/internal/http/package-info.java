/** The HTTP side of the protocol, without a web container: credentials, replies, client addresses. Not public API. */
@NullMarked
package org.l402.internal.http;

import org.jspecify.annotations.NullMarked;
