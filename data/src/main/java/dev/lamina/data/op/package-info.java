/**
 * Operations that decode pictures, which a graph of TensorFlow's may have: they are here, not in {@code core}, as the decoders are the JDK's. Files that
 * have them are read and run where this module is.
 */
@NullMarked
package dev.lamina.data.op;

import org.jspecify.annotations.NullMarked;
