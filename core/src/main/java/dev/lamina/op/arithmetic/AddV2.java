package dev.lamina.op.arithmetic;

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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x + y}, broadcasting: {@link Add} without strings. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64}")
public record AddV2() implements Op {
    /** Adds an addition. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new AddV2(), x, y);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.broadcast(c);
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Add.sum(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Unbroadcast.both(c, c.upstream(0), c.upstream(0));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new AddV2(), new float[] {1, 2, 3}, new float[] {10, 20, 30})
                        .gives(new float[] {11, 22, 33}),
                Sample.of(new AddV2(), new float[][] {{1}, {2}}, new float[] {10, 20, 30})
                        .gives((Object) new float[][] {{11, 21, 31}, {12, 22, 32}}),
                Sample.rough(new AddV2(), new int[] {Integer.MAX_VALUE}, 1).gives(new int[] {Integer.MIN_VALUE}),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new AddV2(), new float[2], new float[3]));
    }
}
