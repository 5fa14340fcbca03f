/** Queues that a session keeps, between runs that put elements in and runs that take them out. */
@NullMarked
package dev.lamina.op.queue;

import org.jspecify.annotations.NullMarked;
