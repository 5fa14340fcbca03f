package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.Update;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unique;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What an optimizer does in a step. */
final class Updates {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Ops tf;
    private final Variables variables;
    private final Operand<TFloat32> rate;
    /** Adam's betas to the power of the number of the step. */
    private final Variable<TFloat32> power1;

    private final Variable<TFloat32> power2;

    Updates(Ops tf, Variables variables) {
        this.tf = tf;
        this.variables = variables;
        rate = tf.constant(Update.RATE);
        power1 = variables.scalar(BETA1);
        power2 = variables.scalar(BETA2);
    }

    /** Adds a step that lowers the loss. */
    Op step(Update update, Operand<TFloat32> loss, Forward forward) {
        List<Operand<TFloat32>> gradients = forward.gradients(loss);
        List<Op> all = new ArrayList<>(forward.updates());
        // An update must not overtake a gradient that still reads the variable.
        Ops ready = tf.withControlDependencies(new ArrayList<Op>(gradients));
        for (int i = 0; i < gradients.size(); i++) {
            Variable<TFloat32> variable = variables.trained().get(i);
            Operand<TFloat32> gradient = gradients.get(i);
            Operand<TInt32> rows = forward.rows().get(variable);
            switch (update) {
                case SGD -> all.add(ready.train.applyGradientDescent(variable, rate, gradient));
                case MOMENTUM ->
                    all.add(ready.train.applyMomentum(
                            variable, variables.slot(variable), rate, gradient, tf.constant(Update.MOMENTUM_FACTOR)));
                case ADAM ->
                    all.addAll(rows == null ? adam(ready, variable, gradient) : rowsAdam(variable, rows, gradient));
            }
        }
        if (update != Update.ADAM) {
            return tf.withControlDependencies(all).noOp();
        }
        Ops after = tf.withControlDependencies(all);
        return tf.withControlDependencies(List.of(
                        after.assign(power1, after.math.mul(power1, after.constant(BETA1))),
                        after.assign(power2, after.math.mul(power2, after.constant(BETA2)))))
                .noOp();
    }

    private List<Op> adam(Ops ready, Variable<TFloat32> variable, Operand<TFloat32> gradient) {
        return List.of(ready.train.applyAdam(
                variable,
                variables.slot(variable),
                variables.slot(variable),
                power1,
                power2,
                rate,
                tf.constant(BETA1),
                tf.constant(BETA2),
                tf.constant(EPSILON),
                gradient));
    }

    /** Adam on the rows of a table that were read, as TensorFlow 1's {@code LazyAdamOptimizer} builds it. */
    private List<Op> rowsAdam(Variable<TFloat32> table, Operand<TInt32> read, Operand<TFloat32> gradient) {
        Unique<TInt32, TInt32> unique =
                tf.unique(tf.reshape(read, tf.constant(new int[] {-1})), tf.constant(new int[] {0}));
        Operand<TInt32> rows = unique.y();
        int width = (int) table.shape().get(1);
        Operand<TFloat32> sums = tf.math.unsortedSegmentSum(
                tf.reshape(gradient, tf.constant(new int[] {-1, width})), unique.idx(), tf.size(rows));
        Variable<TFloat32> first = variables.slot(table);
        Variable<TFloat32> second = variables.slot(table);
        Operand<TFloat32> mean = average(first, rows, BETA1, sums);
        Operand<TFloat32> square = average(second, rows, BETA2, tf.math.square(sums));
        Operand<TFloat32> one = tf.constant(1f);
        Operand<TFloat32> step =
                tf.math.div(tf.math.mul(rate, tf.math.sqrt(tf.math.sub(one, power2))), tf.math.sub(one, power1));
        Operand<TFloat32> change =
                tf.math.div(tf.math.mul(step, mean), tf.math.add(tf.math.sqrt(square), tf.constant(EPSILON)));
        return List.of(
                tf.scatterUpdate(first, rows, mean),
                tf.scatterUpdate(second, rows, square),
                tf.scatterSub(table, rows, change));
    }

    private Operand<TFloat32> average(
            Variable<TFloat32> slot, Operand<TInt32> rows, float beta, Operand<TFloat32> next) {
        return tf.math.add(
                tf.math.mul(tf.gather(slot, rows, tf.constant(0)), tf.constant(beta)),
                tf.math.mul(next, tf.constant(1 - beta)));
    }
}
