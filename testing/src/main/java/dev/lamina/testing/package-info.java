/** What an operation promises, as tests that every operation can be put to. */
@NullMarked
package dev.lamina.testing;

import org.jspecify.annotations.NullMarked;
