package dev.lamina.op.array;

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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input with its axes in another order: axis i of the output is axis {@code perm[i]} of the input.
 */
@OpDef(
        inputs = {"x: T", "perm: Tperm"},
        outputs = "y: T",
        attrs = {"T: type", "Tperm: {int32, int64} = int32"})
public record Transpose() implements ComplexOp.ByParts {
    /** Adds a transposition by a permutation that is computed. */
    public static Output of(Scope scope, Operand x, Operand perm) {
        return scope.output(new Transpose(), x, perm);
    }

    /** Adds a transposition by this permutation. */
    public static Output of(Scope scope, Operand x, int... perm) {
        return of(scope, x, Const.of(scope.named("perm"), perm));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape perm = c.withRank(1, 1, "perm");
        Shape x = c.shape(0);
        Tensor value = c.value(1);
        if (x.hasRank() && perm.dim(0) >= 0 && x.rank() != perm.dim(0)) {
            throw c.error("transpose expects a vector of size " + x.rank() + ". But input(1) is a vector of size "
                    + perm.dim(0));
        }
        if (!x.hasRank() || value == null) {
            int rank = x.hasRank() ? x.rank() : (int) perm.dim(0);
            return List.of(rank < 0 ? Shape.unknown() : Shape.unknown(rank));
        }
        long[] dims = new long[x.rank()];
        boolean[] used = new boolean[x.rank()];
        for (int i = 0; i < dims.length; i++) {
            int axis = Integers.axis(c, value.buffer().asLong(i), dims.length);
            if (used[axis]) {
                throw c.error(axis + " is duplicated in perm: each axis has to appear once");
            }
            used[axis] = true;
            dims[i] = x.dim(axis);
        }
        return List.of(Shape.of(dims));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new Permuted(c, permutation(c.value(1)));
    }

    private static int[] permutation(Tensor perm) {
        int[] axes = new int[perm.size()];
        for (int i = 0; i < axes.length; i++) {
            long axis = perm.buffer().asLong(i);
            axes[i] = (int) (axis < 0 ? axis + axes.length : axis);
        }
        return axes;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Tensor perm = c.input(1).node().op().constant();
        if (perm == null) {
            return Arrays.asList(of(scope, c.upstream(0), InvertPermutation.of(scope, c.input(1))), null);
        }
        int[] axes = permutation(perm);
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[axes[i]] = i;
        }
        return Arrays.asList(of(scope, c.upstream(0), inverse), null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        float[][][] cube = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}};
        return List.of(
                Sample.of(new Transpose(), x, new int[] {1, 0}).gives((Object) new float[][] {{1, 4}, {2, 5}, {3, 6}}),
                Sample.of(new Transpose(), x, new long[] {0, 1}).gives((Object) x),
                Sample.of(new Transpose(), cube, new int[] {2, 0, 1}).gives((Object) new float[][][] {
                    {{1, 4}, {7, 10}}, {{2, 5}, {8, 11}}, {{3, 6}, {9, 12}}
                }),
                Sample.of(new Transpose(), cube, new int[] {1, 0, 2}).gives((Object) new float[][][] {
                    {{1, 2, 3}, {7, 8, 9}}, {{4, 5, 6}, {10, 11, 12}}
                }),
                Sample.rough(new Transpose(), new String[][] {{"a", "b"}}, new int[] {1, 0})
                        .gives((Object) new String[][] {{"a"}, {"b"}}),
                Sample.rough(new Transpose(), new boolean[][] {{true, false}}, new int[] {-1, 0})
                        .gives((Object) new boolean[][] {{true}, {false}}),
                Sample.rough(new Transpose(), 3f, new int[0]).gives(3f),
                Sample.refused("is duplicated in perm", new Transpose(), x, new int[] {0, 0}),
                Sample.refused("transpose expects a vector of size 2", new Transpose(), x, new int[] {0}));
    }
}
