package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Shape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.random.RandomStandardNormal;

/**
 * Adds normal noise of mean 0 while the network learns. When it is used, the input is the output.
 *
 * @param name the name of its scope
 * @param stddev the noise's standard deviation, 0 or more
 */
public record GaussianNoise(String name, float stddev) implements Layer {
    /** Checks the deviation. */
    public GaussianNoise {
        if (!(stddev >= 0)) {
            throw new InvalidArgumentException(name + " needs a standard deviation of 0 or more, got " + stddev);
        }
    }

    /** Noise of this standard deviation. */
    public GaussianNoise(float stddev) {
        this("gaussian_noise", stddev);
    }

    @Override
    public GaussianNoise named(String name) {
        return new GaussianNoise(name, stddev);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        return (scope, x, phase) -> {
            if (phase == Phase.INFERENCE) {
                return x;
            }
            Output noise = RandomStandardNormal.of(scope.named("random_normal"), Shape.of(scope, x), x.dtype());
            return Add.of(scope, x, Mul.of(scope, noise, Const.of(scope.named("stddev"), stddev, x.dtype())));
        };
    }
}
