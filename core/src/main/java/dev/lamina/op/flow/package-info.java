/** What a graph is held together by: inputs, constants, passing on, checks; calls, branches and loops of functions. */
@NullMarked
package dev.lamina.op.flow;

import org.jspecify.annotations.NullMarked;
