/** What layers of sequences share. */
@NullMarked
package dev.lamina.layer.sequence;

import org.jspecify.annotations.NullMarked;
