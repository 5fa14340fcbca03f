package dev.lamina.op.array;

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
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers {@code start}, {@code start + delta}, ... as long as they are before {@code limit}.
 *
 * <p>Each is the one before it plus {@code delta}, as TensorFlow computes them.
 */
@OpDef(
        inputs = {"start: Tidx", "limit: Tidx", "delta: Tidx"},
        outputs = "output: Tidx",
        attrs = {"Tidx: {bfloat16, half, float, double, int8, int16, int32, int64, uint16, uint32} = int32"})
public record Range() implements Op {
    /** Adds a range. */
    public static Output of(Scope scope, Operand start, Operand limit, Operand delta) {
        return scope.output(new Range(), start, limit, delta);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        for (int input = 0; input < 3; input++) {
            c.withRank(input, 0, List.of("start", "limit", "delta").get(input));
        }
        Tensor start = c.peek(0);
        Tensor limit = c.peek(1);
        Tensor delta = c.peek(2);
        if (start == null || limit == null || delta == null) {
            return List.of(Shape.unknown(1));
        }
        double step = delta.doubleValue();
        double distance = limit.doubleValue() - start.doubleValue();
        if (step == 0) {
            throw c.error("Requires delta != 0: " + delta);
        }
        if (step > 0 ? distance < 0 : distance > 0) {
            throw c.error("Requires start " + (step > 0 ? "<= limit when delta > 0: " : ">= limit when delta < 0: ")
                    + start + "/" + limit);
        }
        return List.of(Shape.of(count(c, start.buffer(), limit.buffer(), delta.buffer())));
    }

    private static long count(ShapeContext c, Buffer start, Buffer limit, Buffer delta) {
        double size;
        if (c.type(0).isInteger()) {
            long distance = Math.abs(limit.asLong(0) - start.asLong(0));
            return Math.ceilDiv(distance, Math.abs(delta.asLong(0)));
        } else if (c.type(0) == DType.FLOAT64) {
            size = Math.ceil(Math.abs((limit.asDouble(0) - start.asDouble(0)) / delta.asDouble(0)));
        } else {
            float distance = (float) limit.asDouble(0) - (float) start.asDouble(0);
            size = Math.ceil(Math.abs(distance / (float) delta.asDouble(0)));
        }
        if (!(size <= Long.MAX_VALUE)) {
            throw c.error("Requires ((limit - start) / delta) <= " + Long.MAX_VALUE);
        }
        return (long) size;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.outputType(0);
        return (inputs, outputs) -> {
            Object y = outputs[0].array();
            int n = outputs[0].size();
            if (n > 0) {
                System.arraycopy(inputs[0].array(), 0, y, 0, 1);
            }
            for (int i = 1; i < n; i++) {
                System.arraycopy(y, i - 1, y, i, 1);
                Accumulate.run(type, 1, inputs[2].array(), 0, y, i, 1);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Range(), 3, 18, 3).gives((Object) new int[] {3, 6, 9, 12, 15}),
                Sample.rough(new Range(), 3L, 1L, -1L).gives((Object) new long[] {3, 2}),
                Sample.rough(new Range(), 0f, 1.25f, 0.5f).gives((Object) new float[] {0, 0.5f, 1}),
                Sample.rough(new Range(), 0, 0, 1).gives((Object) new int[0]),
                Sample.refused("Requires delta != 0", new Range(), 0, 1, 0),
                Sample.refused("Requires start <= limit when delta > 0: 1/0", new Range(), 1, 0, 1),
                Sample.refused("Requires start >= limit when delta < 0: 0/1", new Range(), 0, 1, -1));
    }
}
