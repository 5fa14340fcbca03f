package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Variables by name, and how they begin. */
final class Variables {
    private final Ops tf;
    private final List<Weight> weights;
    private final Map<String, Variable<TFloat32>> byName = new LinkedHashMap<>();
    private final List<Variable<TFloat32>> trained = new ArrayList<>();
    private final List<Placeholder<TFloat32>> values = new ArrayList<>();
    private final List<Op> assignments = new ArrayList<>();
    private final List<Op> initializers = new ArrayList<>();

    Variables(Ops tf, List<Weight> weights) {
        this.tf = tf;
        this.weights = weights;
        for (Weight weight : weights) {
            Variable<TFloat32> variable = variable(weight.longDims());
            byName.put(weight.name(), variable);
            if (weight.isTrained()) {
                trained.add(variable);
            }
            Placeholder<TFloat32> value = tf.placeholder(TFloat32.class);
            values.add(value);
            assignments.add(tf.assign(variable, value));
        }
    }

    Variable<TFloat32> get(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    List<Variable<TFloat32>> trained() {
        return trained;
    }

    /** Another variable of this one's shape, which begins with zeros. */
    Variable<TFloat32> slot(Variable<TFloat32> of) {
        long[] dims = of.shape().asArray();
        return begins(variable(dims), tf.zeros(tf.constant(dims), TFloat32.class));
    }

    Variable<TFloat32> scalar(float first) {
        return begins(variable(), tf.constant(first));
    }

    private Variable<TFloat32> variable(long... dims) {
        return tf.variable(Shape.of(dims), TFloat32.class);
    }

    private Variable<TFloat32> begins(Variable<TFloat32> variable, Operand<TFloat32> first) {
        initializers.add(tf.assign(variable, first));
        return variable;
    }

    void initialize(Session session) {
        for (Op initializer : initializers) {
            session.runner().addTarget(initializer).run().close();
        }
        for (int i = 0; i < values.size(); i++) {
            Weight weight = weights.get(i);
            try (TFloat32 value = tensor(weight.values(), weight.longDims())) {
                session.runner()
                        .feed(values.get(i), value)
                        .addTarget(assignments.get(i))
                        .run()
                        .close();
            }
        }
    }

    static TFloat32 tensor(float[] values, long... dims) {
        return TFloat32.tensorOf(Shape.of(dims), DataBuffers.of(values));
    }
}
