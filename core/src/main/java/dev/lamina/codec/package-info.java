/** How files pack numbers and bytes, whatever the format that they are of; for Lamina's own modules alone. */
@NullMarked
package dev.lamina.codec;

import org.jspecify.annotations.NullMarked;
