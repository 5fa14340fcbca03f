package dev.lamina.app.show;

import dev.lamina.error.LaminaException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelDescription;
import org.jspecify.annotations.Nullable;

/** The values of a model's variables: what is wrong with one is told in its place, and the next has its turn. */
final class Values {
    private final ModelDescription model;
    private boolean haveFailed;

    /**
     * A variable's.
     *
     * @param tensor the value; {@code null} where the file has none, or it cannot be read
     * @param error why it cannot be read
     */
    record Value(@Nullable Tensor tensor, @Nullable String error) {}

    Values(ModelDescription model) {
        this.model = model;
    }

    Value of(String variable) {
        try {
            return new Value(model.value(variable).orElse(null), null);
        } catch (LaminaException e) {
            haveFailed |= !(e instanceof UnimplementedException); // what Lamina lacks is no fault of the file
            return new Value(null, e.getMessage());
        }
    }

    /** Whether one could not be read though its file should have it. */
    boolean haveFailed() {
        return haveFailed;
    }
}
