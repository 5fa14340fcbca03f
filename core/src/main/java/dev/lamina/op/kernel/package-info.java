/** What operations of several rooms share: loops, shape rules, kernels. */
@NullMarked
package dev.lamina.op.kernel;

import org.jspecify.annotations.NullMarked;
