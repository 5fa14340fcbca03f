/** Pictures: resized, cropped, drawn on, of other colours; boxes in them. */
@NullMarked
package dev.lamina.op.image;

import org.jspecify.annotations.NullMarked;
