package dev.lamina.op.logic;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.BroadcastKernel;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code condition ? t : e} element by element, all three broadcasting. */
@OpDef(
        inputs = {"condition: bool", "t: T", "e: T"},
        outputs = "output: T",
        attrs = "T: type")
public record SelectV2() implements ComplexOp.ByParts {
    /** Adds a choice. */
    public static Output of(Scope scope, Operand condition, Operand t, Operand e) {
        return scope.output(new SelectV2(), condition, t, e);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Elementwise.broadcast(c, c.shape(0), Elementwise.broadcast(c, c.shape(1), c.shape(2))));
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return BroadcastKernel.of(c, Selection.block(c.outputType(0)));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output condition = c.input(0);
        Output upstream = c.upstream(0);
        Output zero = Const.of(scope, 0f, upstream.dtype());
        return Arrays.asList(
                null,
                Unbroadcast.one(c, 1, of(scope, condition, upstream, zero)),
                Unbroadcast.one(c, 2, of(scope, condition, zero, upstream)));
    }

    static List<Sample> samples() {
        boolean[] condition = {true, false, true};
        boolean[][] column = {{true}, {false}};
        return List.of(
                Sample.of(new SelectV2(), condition, new float[] {1, 2, 3}, new float[] {4, 5, 6})
                        .gives(new float[] {1, 5, 3}),
                Sample.of(new SelectV2(), column, new float[] {1, 2}, 9f).gives((Object)
                        new float[][] {{1, 2}, {9, 9}}),
                Sample.of(new SelectV2(), true, new float[][] {{1}, {2}}, new float[] {4, 5})
                        .gives((Object) new float[][] {{1, 1}, {2, 2}}),
                Sample.rough(new SelectV2(), condition, new String[] {"a", "b", "c"}, "d")
                        .gives((Object) new String[] {"a", "d", "c"}),
                Sample.rough(new SelectV2(), condition, new byte[] {1, 2, 3}, new byte[] {4, 5, 6})
                        .gives(new byte[] {1, 5, 3}),
                Sample.rough(new SelectV2(), column, new long[] {1, 2}, new long[] {3, 4})
                        .gives((Object) new long[][] {{1, 2}, {3, 4}}),
                Sample.rough(new SelectV2(), condition, Float.NaN, new float[] {1, 2, 3})
                        .gives(new float[] {Float.NaN, 2, Float.NaN}),
                Sample.refused(
                        "Incompatible shapes: [2] vs. [3]", new SelectV2(), condition, new float[2], new float[3]));
    }
}
