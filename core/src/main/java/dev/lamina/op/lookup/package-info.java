/** Tables that a session keeps: keys and their values, given or learnt, looked up by many at once. */
@NullMarked
package dev.lamina.op.lookup;

import org.jspecify.annotations.NullMarked;
