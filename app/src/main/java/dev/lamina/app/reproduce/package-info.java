/** {@code lamina reproduce}: the trainings behind published figures, an experiment a class, its recipe at the top. */
@NullMarked
package dev.lamina.app.reproduce;

import org.jspecify.annotations.NullMarked;
