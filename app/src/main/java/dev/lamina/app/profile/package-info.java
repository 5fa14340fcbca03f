/** What a run's steps have cost, for {@code --profile}. */
@NullMarked
package dev.lamina.app.profile;

import org.jspecify.annotations.NullMarked;
