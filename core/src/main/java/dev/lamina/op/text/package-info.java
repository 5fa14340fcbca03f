/** Strings. */
@NullMarked
package dev.lamina.op.text;

import org.jspecify.annotations.NullMarked;
