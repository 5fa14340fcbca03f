package dev.lamina.compiler;

import dev.lamina.compiler.region.Value;
import dev.lamina.tensor.Buffer;
import org.jspecify.annotations.Nullable;

/** The values of a run that are there while the rest of a program is compiled. */
@FunctionalInterface
interface Computed {
    /** None: what is compiled before anything has run. */
    Computed NOTHING = _ -> null;

    /** Where a value lies now, or {@code null} if it is not there yet. */
    @Nullable
    Buffer buffer(Value value);
}
