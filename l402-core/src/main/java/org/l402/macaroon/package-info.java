/**
 * Macaroons and the L402 identifier, byte for byte as go-macaroon and aperture write them. Nothing here knows HTTP,
 * money or time.
 */
@NullMarked
package org.l402.macaroon;

import org.jspecify.annotations.NullMarked;
