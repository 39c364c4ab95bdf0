/** Settings as text, and how wallets and ledgers are opened from them. */
@NullMarked
package org.l402.config;

import org.jspecify.annotations.NullMarked;
