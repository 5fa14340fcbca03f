/** Random numbers. */
@NullMarked
package dev.lamina.op.random;

import org.jspecify.annotations.NullMarked;
