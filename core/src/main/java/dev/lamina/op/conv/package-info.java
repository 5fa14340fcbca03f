/** Convolutions and dilations of images and volumes, and their gradients. */
@NullMarked
package dev.lamina.op.conv;

import org.jspecify.annotations.NullMarked;
