package dev.lamina.train.schedule;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.train.range.Range;
import java.util.List;

/**
 * {@code values[0]} up to and including step {@code boundaries[0]}, then {@code values[1]} up to and including {@code
 * boundaries[1]}, and so on, as TensorFlow 1's {@code tf.train.piecewise_constant}.
 *
 * @param boundaries steps, ascending
 * @param values one more than boundaries
 */
public record PiecewiseConstant(List<Long> boundaries, List<Float> values) implements Schedule {
    /** Checks that the boundaries ascend, that there is one value more, and that these are rates. */
    public PiecewiseConstant {
        boundaries = List.copyOf(boundaries);
        values = List.copyOf(values);
        if (values.size() != boundaries.size() + 1) {
            throw new InvalidArgumentException("there must be one value more than boundaries, got " + values.size()
                    + " values and " + boundaries.size() + " boundaries");
        }
        values.forEach(value -> Range.RATE.require("each of the values", value));
        for (int i = 1; i < boundaries.size(); i++) {
            if (boundaries.get(i) <= boundaries.get(i - 1)) {
                throw new InvalidArgumentException("the boundaries must ascend: " + boundaries);
            }
        }
    }

    @Override
    public Output at(Scope scope, Operand globalStep) {
        Scope own = scope.nested("PiecewiseConstant");
        long[] limits = boundaries.stream().mapToLong(Long::longValue).toArray();
        float[] rates = new float[values.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = values.get(i);
        }
        Output step = globalStep.asOutput();
        Output passed = Greater.of(own, step, Const.of(own.named("boundaries"), limits, step.dtype()));
        Output index = Sum.of(own, Cast.of(own, passed, DType.INT32), 0);
        return GatherV2.of(own.itself(), Const.of(own.named("values"), rates), index, Const.of(own.named("axis"), 0));
    }
}
