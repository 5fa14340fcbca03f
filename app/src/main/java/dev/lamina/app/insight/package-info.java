/** Pictures of what goes on in a network, for a report. */
@NullMarked
package dev.lamina.app.insight;

import org.jspecify.annotations.NullMarked;
