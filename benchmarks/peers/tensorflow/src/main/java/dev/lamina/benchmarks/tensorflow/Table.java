package dev.lamina.benchmarks.tensorflow;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A table, the mean of the rows that an example names, and a dense layer. */
final class Table extends Forward {
    private final Variable<TFloat32> table;
    private final Operand<TInt32> x;
    private final Operand<TFloat32> read;

    Table(Ops tf, Variables variables, Operand<TInt32> x) {
        super(tf, variables);
        this.x = x;
        table = variables.get("embedding/embeddings");
        read = tf.gather(table, x, tf.constant(0));
    }

    @Override
    Operand<TFloat32> logits(boolean trains) {
        return dense(tf.math.mean(read, tf.constant(1)), "dense");
    }

    @Override
    List<Operand<TFloat32>> gradients(Operand<TFloat32> loss) {
        return gradients(loss, List.of(read, variables.get("dense/kernel"), variables.get("dense/bias")));
    }

    @Override
    Map<Variable<TFloat32>, Operand<TInt32>> rows() {
        return Map.of(table, x);
    }
}
