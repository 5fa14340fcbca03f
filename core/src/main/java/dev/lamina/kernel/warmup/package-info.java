/** Has the SIMD kernels compiled before they are needed. */
@NullMarked
package dev.lamina.kernel.warmup;

import org.jspecify.annotations.NullMarked;
