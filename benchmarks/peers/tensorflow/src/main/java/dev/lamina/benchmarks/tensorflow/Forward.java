package dev.lamina.benchmarks.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network over variables, in operations. */
abstract class Forward {
    final Ops tf;
    final Variables variables;

    Forward(Ops tf, Variables variables) {
        this.tf = tf;
        this.variables = variables;
    }

    /** Adds the logits, as they are in training or in use. */
    abstract Operand<TFloat32> logits(boolean trains);

    /** Whether they are the same in training and in use. */
    boolean isSame() {
        return true;
    }

    /** Adds the gradients by the variables that are trained, in their order; of a table by the rows that were read. */
    List<Operand<TFloat32>> gradients(Operand<TFloat32> loss) {
        return gradients(loss, variables.trained());
    }

    /** What a step does besides the optimizer's updates. */
    List<Op> updates() {
        return List.of();
    }

    /** Tables of which rows alone are trained, and which rows are read. */
    Map<Variable<TFloat32>, Operand<TInt32>> rows() {
        return Map.of();
    }

    final List<Operand<TFloat32>> gradients(Operand<TFloat32> loss, List<? extends Operand<TFloat32>> by) {
        Gradients gradients = tf.gradients(loss, by);
        List<Operand<TFloat32>> all = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            all.add(gradients.dy(i));
        }
        return all;
    }

    /** x · kernel + bias of the variables of a scope. */
    final Operand<TFloat32> dense(Operand<TFloat32> x, String scope) {
        return tf.nn.biasAdd(tf.linalg.matMul(x, variables.get(scope + "/kernel")), variables.get(scope + "/bias"));
    }
}
