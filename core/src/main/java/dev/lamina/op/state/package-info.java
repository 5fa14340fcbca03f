/** Variables. */
@NullMarked
package dev.lamina.op.state;

import org.jspecify.annotations.NullMarked;
