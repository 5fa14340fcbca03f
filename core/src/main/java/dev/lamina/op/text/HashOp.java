package dev.lamina.op.text;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation that gives each text a number below a number of buckets. */
interface HashOp extends Op {
    /** How many numbers there are. */
    long numBuckets();

    /** The hash, as an unsigned number. */
    long hash(byte[] text);

    @Override
    default List<Shape> shapes(ShapeContext c) {
        if (numBuckets() < 1) {
            throw c.error("Value for attr 'num_buckets' of " + numBuckets() + " must be at least minimum 1");
        }
        return c.sameAsInput();
    }

    @Override
    default Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                outputs[0].longs()[i] = Long.remainderUnsigned(hash(inputs[0].strings()[i]), numBuckets());
            }
        };
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }
}
