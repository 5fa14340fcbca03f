package dev.lamina.model;

import dev.lamina.tensor.Tensor;
import java.util.Map;

/** A callback with a state that is saved with the training's, so that a resumed training goes on as if nothing happened. */
public interface Resumable {
    /** What tells it from the others of a training: letters, digits and {@code _}. */
    String key();

    /** Its state, by names of its own choice that may have slashes in them. */
    Map<String, Tensor> state();

    /** Takes over what {@link #state} gave before the interruption. */
    void restore(Map<String, Tensor> state);
}
