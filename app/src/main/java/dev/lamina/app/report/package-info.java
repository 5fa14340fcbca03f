/** A page about a training: one HTML file that needs no other and no network. */
@NullMarked
package dev.lamina.app.report;

import org.jspecify.annotations.NullMarked;
