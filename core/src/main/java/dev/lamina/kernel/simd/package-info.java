/** Which vectors the SIMD kernels use, whether they run, and what the warm-up calls of them. */
@NullMarked
package dev.lamina.kernel.simd;

import org.jspecify.annotations.NullMarked;
