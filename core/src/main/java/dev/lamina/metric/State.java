package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Map;

/** Reads the tensors of a metric's state. */
final class State {
    private State() {}

    /** The tensor with that name, of that type and a compatible shape. */
    static Tensor get(Map<String, Tensor> state, String name, DType type, Shape shape) {
        Tensor tensor = state.get(name);
        if (tensor == null) {
            throw new NotFoundException("the metric's state has no '" + name + "', only " + state.keySet());
        }
        if (tensor.dtype() != type || !tensor.shape().isCompatibleWith(shape)) {
            throw new InvalidArgumentException("'" + name + "' in the metric's state must be " + type + shape + ", got "
                    + tensor.dtype() + tensor.shape());
        }
        return tensor;
    }

    static double sum(Map<String, Tensor> state, String name) {
        return get(state, name, DType.FLOAT64, Shape.scalar()).doubleValue();
    }
}
