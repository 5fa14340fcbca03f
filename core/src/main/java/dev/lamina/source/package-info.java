/** Whose line of code it was. */
@NullMarked
package dev.lamina.source;

import org.jspecify.annotations.NullMarked;
