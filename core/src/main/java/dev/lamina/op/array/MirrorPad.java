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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input with its own mirror image around it: row i of {@code paddings} says how much before and after it along axis i.
 *
 * @param mode {@code REFLECT}: the element at the edge is not repeated, {@code SYMMETRIC}: it is
 */
@OpDef(
        inputs = {"input: T", "paddings: Tpaddings"},
        outputs = "output: T",
        attrs = {"T: type", "Tpaddings: {int32, int64} = int32", "mode: string"})
public record MirrorPad(String mode) implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand paddings, String mode) {
        return scope.output(new MirrorPad(mode), input, paddings);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Mirror.shape(c, mode, 1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Mirror.pad(c, mode);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(MirrorPadGrad.of(c.scope(), c.upstream(0), c.input(1), mode), null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        int[][] paddings = {{1, 1}, {2, 2}};
        return List.of(
                Sample.of(new MirrorPad("REFLECT"), x, paddings).gives((Object) new float[][] {
                    {6, 5, 4, 5, 6, 5, 4}, {3, 2, 1, 2, 3, 2, 1}, {6, 5, 4, 5, 6, 5, 4}, {3, 2, 1, 2, 3, 2, 1}
                }),
                Sample.of(new MirrorPad("SYMMETRIC"), x, paddings).gives((Object) new float[][] {
                    {2, 1, 1, 2, 3, 3, 2}, {2, 1, 1, 2, 3, 3, 2}, {5, 4, 4, 5, 6, 6, 5}, {5, 4, 4, 5, 6, 6, 5}
                }),
                Sample.rough(new MirrorPad("REFLECT"), new String[] {"a", "b"}, new long[][] {{1, 0}})
                        .gives((Object) new String[] {"b", "a", "b"}),
                Sample.refused(
                        "paddings must be less than the dimension size: 2 for 2",
                        new MirrorPad("REFLECT"),
                        x,
                        new int[][] {{2, 0}, {0, 0}}),
                Sample.refused(
                        "paddings must be no greater than the dimension size: 3 for 2",
                        new MirrorPad("SYMMETRIC"),
                        x,
                        new int[][] {{3, 0}, {0, 0}}));
    }

    /**
     * The gradient of {@link MirrorPad}: every padded element is added to the one that it mirrors.
     *
     * @param mode {@code REFLECT}: the element at the edge is not repeated, {@code SYMMETRIC}: it is
     */
    @OpDef(
            inputs = {"input: T", "paddings: Tpaddings"},
            outputs = "output: T",
            attrs = {
                "T: {bfloat16, half, float, double, int8, uint8, int16, uint16, int32, uint32, int64, uint64, complex64, complex128}",
                "Tpaddings: {int32, int64} = int32",
                "mode: string"
            })
    public record MirrorPadGrad(String mode) implements ComplexOp.ByParts {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand input, Operand paddings, String mode) {
            return scope.output(new MirrorPadGrad(mode), input, paddings);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(Mirror.shape(c, mode, -1));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return Mirror.fold(c, mode);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return Arrays.asList(MirrorPad.of(c.scope(), c.upstream(0), c.input(1), mode), null);
        }

        static List<Sample> samples() {
            float[] x = {1, 2, 3, 4, 5};
            return List.of(
                    Sample.of(new MirrorPadGrad("REFLECT"), x, new int[][] {{2, 0}})
                            .gives((Object) new float[] {3, 6, 6}),
                    Sample.of(new MirrorPadGrad("SYMMETRIC"), x, new int[][] {{1, 1}})
                            .gives((Object) new float[] {3, 3, 9}),
                    Sample.rough(new MirrorPadGrad("SYMMETRIC"), new int[][] {{1, 2}, {3, 4}}, new int[][] {
                                {1, 0}, {0, 0}
                            })
                            .gives((Object) new int[][] {{4, 6}}),
                    Sample.rough(new MirrorPadGrad("REFLECT"), Tensor.of(x, DType.UINT16), new int[][] {{2, 0}})
                            .gives(Tensor.of(new float[] {3, 6, 6}, DType.UINT16)),
                    Sample.refused(
                            "paddings 3 and 3 are more than dimension 0 of [5]",
                            new MirrorPadGrad("REFLECT"),
                            x,
                            new int[][] {{3, 3}}),
                    Sample.refused(
                            "mode must be either REFLECT or SYMMETRIC", new MirrorPadGrad("WRAP"), x, new int[][] {
                                {1, 1}
                            }));
        }
    }
}
