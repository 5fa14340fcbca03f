/** Complex numbers, made and taken apart; what other operations do with them. */
@NullMarked
package dev.lamina.op.complex;

import org.jspecify.annotations.NullMarked;
