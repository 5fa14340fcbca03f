/** What a session runs is compiled here: the passes from the graph to steps over buffers, each of which gives something that never changes. */
@NullMarked
package dev.lamina.compiler;

import org.jspecify.annotations.NullMarked;
