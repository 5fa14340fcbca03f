/** The threads that share the work of a kernel. */
@NullMarked
package dev.lamina.kernel.thread;

import org.jspecify.annotations.NullMarked;
