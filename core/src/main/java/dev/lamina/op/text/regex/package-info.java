/**
 * Regular expressions in RE2's language, whose search takes a time that grows with the text alone, whatever the expression: Java's own may take
 * forever, or more stack than there is.
 */
@NullMarked
package dev.lamina.op.text.regex;

import org.jspecify.annotations.NullMarked;
