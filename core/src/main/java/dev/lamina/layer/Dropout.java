package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.Shape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Floor;
import dev.lamina.op.random.RandomUniform;

/**
 * Dropout: while the network learns, each element is kept with probability {@code keepProb} and then divided by it, else 0.
 * When it is used, the layer is not there at all: the input is the output.
 *
 * @param name the name of its scope
 * @param keepProb the probability, above 0 and at most 1
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al. 2014</a>
 */
public record Dropout(String name, float keepProb) implements Layer {
    /** Checks the probability. */
    public Dropout {
        if (!(keepProb > 0 && keepProb <= 1)) {
            throw new InvalidArgumentException("keepProb must be in (0, 1], got " + keepProb);
        }
    }

    /** Keeps each element with this probability, as {@code tf.nn.dropout} is told. */
    public static Dropout keep(float keepProb) {
        return new Dropout("dropout", keepProb);
    }

    /** Drops each element with this probability, as {@code tf.layers.dropout} is told. */
    public static Dropout rate(float rate) {
        return keep(1 - rate);
    }

    @Override
    public Dropout named(String name) {
        return new Dropout(name, keepProb);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        return (scope, x, phase) -> phase == Phase.INFERENCE || keepProb == 1
                ? x
                : of(scope, x, Const.of(scope.named("keep_prob"), keepProb, x.dtype()));
    }

    /**
     * Adds dropout whose probability is a tensor, in a scope {@code dropout}: for graphs that are fed it.
     *
     * @param keepProb a single number of x's type
     */
    public static Output of(Scope scope, Operand x, Operand keepProb) {
        Scope own = scope.nested("dropout");
        Output uniform = RandomUniform.of(
                own.named("random_uniform"), Shape.of(own, x), x.asOutput().dtype());
        Output kept = Floor.of(own, Add.of(own, uniform, keepProb));
        return Mul.of(own, RealDiv.of(own, x, keepProb), kept);
    }
}
