/** Models: layers put together, fitted with callbacks, saved, and resumed exactly where they were. */
@NullMarked
package dev.lamina.model;

import org.jspecify.annotations.NullMarked;
