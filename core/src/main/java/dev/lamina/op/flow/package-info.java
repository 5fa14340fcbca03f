/** What a graph is held together by: inputs, constants, passing on, checks. */
@NullMarked
package dev.lamina.op.flow;

import org.jspecify.annotations.NullMarked;
