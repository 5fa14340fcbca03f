/** Operations that move blocks of space into the batch or the channels and back, cut patches, and turn what lies along an axis. */
@NullMarked
package dev.lamina.op.space;

import org.jspecify.annotations.NullMarked;
