/** What is sold and for how much: offers, prices, free quotas and the rules that tie them to paths. */
@NullMarked
package org.l402.price;

import org.jspecify.annotations.NullMarked;
