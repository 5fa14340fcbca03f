/** Pictures in files, decoded to the samples that libjpeg, libpng and TensorFlow give. */
@NullMarked
package dev.lamina.data.picture;

import org.jspecify.annotations.NullMarked;
