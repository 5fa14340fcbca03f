/** Comparisons, logic, and choosing by them. */
@NullMarked
package dev.lamina.op.logic;

import org.jspecify.annotations.NullMarked;
