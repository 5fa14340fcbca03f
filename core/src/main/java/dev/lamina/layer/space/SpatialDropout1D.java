package dev.lamina.layer.space;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;

/**
 * Dropout of whole channels, of an input of shape [examples, steps, channels]: while the network learns, each channel of each example is 0 with
 * probability {@code rate}, else divided by {@code 1 - rate}. When it is used, the input is the output.
 *
 * @param name the name of its scope
 * @param rate the probability, from 0 to below 1
 */
public record SpatialDropout1D(String name, float rate) implements Layer {
    /** Checks the probability. */
    public SpatialDropout1D {
        if (!(rate >= 0 && rate < 1)) {
            throw new InvalidArgumentException(name + " needs a rate from 0 to below 1, got " + rate);
        }
    }

    /** Drops each channel with this probability. */
    public SpatialDropout1D(float rate) {
        this("spatial_dropout1d", rate);
    }

    @Override
    public SpatialDropout1D named(String name) {
        return new SpatialDropout1D(name, rate);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Places.require(name, 1, input);
        return (scope, x, phase) -> Places.dropped(scope, x, 1, rate, phase);
    }
}
