package dev.lamina.op.text;

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
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts along some axes joined to one: along the last axis named first, then along the one before it.
 *
 * @param keepDims whether the axes stay with one element
 * @param separator what comes between two
 */
@OpDef(
        inputs = {"inputs: string", "reduction_indices: int32"},
        outputs = "output: string",
        attrs = {"keep_dims: bool = false", "separator: string = ''"})
public record ReduceJoin(boolean keepDims, String separator) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand inputs, Operand reductionIndices, String separator) {
        return scope.output(new ReduceJoin(false, separator), inputs, reductionIndices);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Axes.shapes(c, keepDims);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        int[] dims = Strides.dims(shape);
        int[] strides = Strides.of(shape);
        boolean[] isReduced = Axes.of(c);
        List<Integer> kept = new ArrayList<>();
        for (int axis = 0; axis < dims.length; axis++) {
            if (!isReduced[axis]) {
                kept.add(axis);
            }
        }
        List<Integer> joined = new ArrayList<>();
        long count = 1;
        for (long axis : Integers.of(c.value(1))) {
            joined.add((int) (axis < 0 ? axis + dims.length : axis));
            count *= dims[joined.getLast()];
        }
        long texts = count;
        byte[] between = separator.getBytes(StandardCharsets.UTF_8);
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                int begin = offset(i, kept.reversed(), dims, strides);
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                for (int k = 0; k < texts; k++) {
                    text.writeBytes(k == 0 ? new byte[0] : between);
                    text.writeBytes(inputs[0].strings()[begin + offset(k, joined, dims, strides)]);
                }
                outputs[0].strings()[i] = text.toByteArray();
            }
        };
    }

    /** Where the element lies that has a number among those along some axes, the first of which is counted fastest. */
    private static int offset(int number, List<Integer> axes, int[] dims, int[] strides) {
        int offset = 0;
        int rest = number;
        for (int axis : axes) {
            offset += rest % dims[axis] * strides[axis];
            rest /= dims[axis];
        }
        return offset;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        String[][] a = {{"a", "b"}, {"c", "d"}};
        return List.of(
                Sample.rough(new ReduceJoin(false, ""), a, 0).gives((Object) new String[] {"ac", "bd"}),
                Sample.rough(new ReduceJoin(false, "."), a, -1).gives((Object) new String[] {"a.b", "c.d"}),
                Sample.rough(new ReduceJoin(true, ""), a, new int[] {1})
                        .gives((Object) new String[][] {{"ab"}, {"cd"}}),
                Sample.rough(new ReduceJoin(false, ""), a, new int[] {0, 1}).gives("acbd"),
                Sample.rough(new ReduceJoin(false, ""), a, new int[] {1, 0}).gives("abcd"),
                Sample.rough(new ReduceJoin(false, ""), a, new int[0]).gives((Object) a),
                Sample.rough(new ReduceJoin(false, "x"), Tensor.zeros(DType.STRING, Shape.of(1, 0)), 1)
                        .gives((Object) new String[] {""}),
                Sample.refused("Invalid reduction dimension 2", new ReduceJoin(false, ""), a, 2));
    }
}
