/** Dividing examples into parts: for training, validation and tests, or for cross-validation. */
@NullMarked
package dev.lamina.data.split;

import org.jspecify.annotations.NullMarked;
