/** Rows of different lengths: their elements one behind the other, and where each row begins and ends. */
@NullMarked
package dev.lamina.op.ragged;

import org.jspecify.annotations.NullMarked;
