package dev.lamina.op.logic;

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
import dev.lamina.op.kernel.Reduction;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether any element over some axes is true; false where there are none.
 *
 * @param keepDims whether the axes stay, with extent 1
 */
@OpDef(
        inputs = {"input: bool", "reduction_indices: Tidx"},
        outputs = "output: bool",
        attrs = {"keep_dims: bool = false", "Tidx: {int32, int64} = int32"})
public record Any(boolean keepDims) implements Op {
    /** Adds the operation over axes that are computed. */
    public static Output of(Scope scope, Operand input, Operand axes, boolean keepDims) {
        return scope.output(new Any(keepDims), input, axes);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Axes.shapes(c, keepDims);
    }

    @Override
    public boolean isIdentity(KernelContext c) {
        return Axes.areNone(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Reduction.ofBooleans(c, (x, i, y, o, n) -> booleans((byte[]) x, i, (byte[]) y, o, n), false);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    private static void booleans(byte[] x, int i, byte[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] |= x[i + k];
        }
    }

    static List<Sample> samples() {
        boolean[][] x = {{true, true, false}, {false, true, false}};
        return List.of(
                Sample.rough(new Any(false), x, 1).gives(new boolean[] {true, true}),
                Sample.rough(new Any(true), x, 0).gives((Object) new boolean[][] {{true, true, false}}),
                Sample.rough(new Any(false), new boolean[0], 0).gives(false),
                Sample.refused("Invalid reduction dimension 3", new Any(false), x, 3));
    }
}
