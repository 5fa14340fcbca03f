/** The search for forms of tiles that the compiler makes good machine code of. */
@NullMarked
package dev.lamina.benchmarks.tiles;

import org.jspecify.annotations.NullMarked;
