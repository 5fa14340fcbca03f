/** Random numbers and orders that a seed fixes on every platform and in every release. */
@NullMarked
package dev.lamina.data.random;

import org.jspecify.annotations.NullMarked;
