/** What programs are made of when they run: steps, their memory, and who watches them. */
@NullMarked
package dev.lamina.compiler.run;

import org.jspecify.annotations.NullMarked;
