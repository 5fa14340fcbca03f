/** What event files have of tensors: histograms, pictures. */
@NullMarked
package dev.lamina.tensorflow.event;

import org.jspecify.annotations.NullMarked;
