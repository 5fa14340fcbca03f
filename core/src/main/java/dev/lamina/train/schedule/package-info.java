/** Learning rates that change from step to step, as operations of the graph. */
@NullMarked
package dev.lamina.train.schedule;

import org.jspecify.annotations.NullMarked;
