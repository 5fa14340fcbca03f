package dev.lamina.op.index;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The coordinates of all elements that are true (or not zero), in row-major order: an int64 row for each. */
@OpDef(
        inputs = "input: T",
        outputs = "index: int64",
        attrs = {
            "T: {bfloat16, half, float, double, int8, uint8, int16, int32, int64, bool, uint16, uint32, uint64} = bool"
        })
public record Where() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new Where(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        Tensor value = c.peek(0);
        long count = -1;
        if (value != null) {
            count = 0;
            for (int i = 0; i < value.size(); i++) {
                count += value.buffer().asDouble(i) != 0 ? 1 : 0;
            }
        }
        return List.of(Shape.of(count, shape.hasRank() ? shape.rank() : -1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int[] strides = Strides.of(c.inputShape(0));
        int[] dims = Strides.dims(c.inputShape(0));
        int size = c.inputShape(0).size();
        return (inputs, outputs) -> {
            long[] y = outputs[0].longs();
            int next = 0;
            for (int i = 0; i < size; i++) {
                if (inputs[0].asDouble(i) != 0) {
                    for (int axis = 0; axis < dims.length; axis++) {
                        y[next++] = i / strides[axis] % dims[axis];
                    }
                }
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Where(), (Object) new boolean[][] {{true, false}, {false, true}})
                        .gives((Object) new long[][] {{0, 0}, {1, 1}}),
                Sample.rough(new Where(), (Object) new float[] {0, -0f, Float.NaN, 2})
                        .gives((Object) new long[][] {{2}, {3}}),
                Sample.rough(new Where(), (Object) new boolean[] {false})
                        .gives(Tensor.zeros(DType.INT64, Shape.of(0, 1))));
    }
}
