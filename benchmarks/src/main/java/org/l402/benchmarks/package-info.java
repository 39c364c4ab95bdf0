/** Speed, as ratios within one run. */
@NullMarked
package org.l402.benchmarks;

import org.jspecify.annotations.NullMarked;
