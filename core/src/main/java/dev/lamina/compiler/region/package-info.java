/** What is computed, whatever the shapes: the nodes that are needed, in an order that reads and writes of variables allow. */
@NullMarked
package dev.lamina.compiler.region;

import org.jspecify.annotations.NullMarked;
