/** Charts as PNG or SVG, and {@code lamina plot}: the curves of trainings from TensorBoard's event files. */
@NullMarked
package dev.lamina.app.plot;

import org.jspecify.annotations.NullMarked;
