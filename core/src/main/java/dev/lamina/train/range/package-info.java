/** The ranges of numbers that optimizers and schedules work with. */
@NullMarked
package dev.lamina.train.range;

import org.jspecify.annotations.NullMarked;
