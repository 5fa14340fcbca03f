/** Files, and what records in them say. */
@NullMarked
package dev.lamina.op.io;

import org.jspecify.annotations.NullMarked;
