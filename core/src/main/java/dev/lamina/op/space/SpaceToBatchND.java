package dev.lamina.op.space;

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
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input padded with zeros and cut into blocks along the axes behind the batch; all first places of blocks make the first batch of the
 * result, then come all second ones, and so on. */
@OpDef(
        inputs = {"input: T", "block_shape: Tblock_shape", "paddings: Tpaddings"},
        outputs = "output: T",
        attrs = {"T: type", "Tblock_shape: {int32, int64} = int32", "Tpaddings: {int32, int64} = int32"})
public record SpaceToBatchND() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand blockShape, Operand paddings) {
        return scope.output(new SpaceToBatchND(), input, blockShape, paddings);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape blocks = c.withRank(1, 1, "block_shape");
        Shape margins = c.withRank(2, 2, "paddings").merge(Shape.of(-1, 2));
        if (!Shape.of(blocks.dim(0)).isCompatibleWith(Shape.of(margins.dim(0)))) {
            throw c.error("paddings should have shape [" + blocks.dim(0) + ",2] instead of " + margins);
        }
        Tensor block = c.value(1);
        Tensor margin = c.value(2);
        Shape input = c.shape(0);
        if (!input.hasRank() || block == null || margin == null) {
            return List.of(input.hasRank() ? Shape.unknown(input.rank()) : input);
        }
        return List.of(new Blocks(Integers.of(block), Integers.of(margin)).toBatch(c, input));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new Blocks(Integers.of(c.value(1)), Integers.of(c.value(2))).cutting(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(BatchToSpaceND.of(c.scope(), c.upstream(0), c.input(1), c.input(2)), null, null);
    }

    static List<Sample> samples() {
        SpaceToBatchND op = new SpaceToBatchND();
        int[] two = {2, 2};
        int[][] none = {{0, 0}, {0, 0}};
        Tensor image = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 4, 1);
        return List.of(
                Sample.of(op, Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1), two, none)
                        .gives(Tensor.wrap(new float[] {1, 2, 3, 4}, 4, 1, 1, 1)),
                Sample.of(op, image, two, none).gives(Tensor.wrap(new float[] {1, 3, 2, 4, 5, 7, 6, 8}, 4, 1, 2, 1)),
                Sample.of(op, image, two, new int[][] {{0, 0}, {2, 0}})
                        .gives(Tensor.wrap(new float[] {0, 1, 3, 0, 2, 4, 0, 5, 7, 0, 6, 8}, 4, 1, 3, 1)),
                Sample.of(op, new float[][] {{1, 2, 3}, {4, 5, 6}}, new long[] {2}, new long[][] {{0, 1}})
                        .gives((Object) new float[][] {{1, 3}, {4, 6}, {2, 0}, {5, 0}}),
                Sample.rough(op, new String[][] {{"a", "b"}}, new int[] {2}, new int[][] {{0, 0}})
                        .gives((Object) new String[][] {{"a"}, {"b"}}),
                Sample.rough(op, new float[][] {{1, 2}}, new int[0], Tensor.wrap(new int[0], 0, 2))
                        .gives((Object) new float[][] {{1, 2}}),
                Sample.rough(op, Tensor.wrap(new float[0], 0, 2), new int[] {2}, new int[][] {{0, 0}})
                        .gives(Tensor.wrap(new float[0], 0, 1)),
                Sample.refused("padded_shape[1]=5 is not divisible by block_shape[1]=2", op, image, two, new int[][] {
                    {0, 0}, {1, 0}
                }),
                Sample.refused("block_shape[0]=0 must be positive", op, image, new int[] {0, 2}, none),
                Sample.refused("paddings cannot be negative: -1 1", op, image, two, new int[][] {{-1, 1}, {0, 0}}),
                Sample.refused("paddings should have shape [1,2]", op, image, new int[] {2}, none),
                Sample.refused("input rank should be >= 3 instead of 2", op, new float[2][2], two, none));
    }

    /**
     * The form for images with blocks of equal extents.
     *
     * @param blockSize the extent of a block along both axes, 2 or more
     */
    @OpDef(
            inputs = {"input: T", "paddings: Tidx"},
            outputs = "output: T",
            attrs = {"T: type", "Tidx: {int32, int64} = int32", "block_size: int >= 2"})
    public record SpaceToBatch(long blockSize) implements ComplexOp.ByParts {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape input = c.withRank(0, 4, "input");
            c.withRank(1, 2, "paddings").merge(Shape.of(2, 2));
            if (blockSize < 2) {
                throw c.error("Value for attr 'block_size' of " + blockSize + " must be at least minimum 2");
            }
            Tensor margin = c.value(1);
            return List.of(margin == null ? Shape.unknown(4) : blocks(margin).toBatch(c, input));
        }

        private Blocks blocks(Tensor margin) {
            return new Blocks(new long[] {blockSize, blockSize}, Integers.of(margin));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return blocks(c.value(1)).cutting(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op back = new BatchToSpaceND.BatchToSpace(blockSize);
            return Arrays.asList(c.scope().output(back, c.upstream(0), c.input(1)), null);
        }

        static List<Sample> samples() {
            SpaceToBatch op = new SpaceToBatch(2);
            int[][] none = {{0, 0}, {0, 0}};
            Tensor image = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2);
            return List.of(
                    Sample.of(op, image, none).gives(Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 1, 1, 2)),
                    Sample.refused("minimum 2", new SpaceToBatch(1), image, none),
                    Sample.refused("input must have rank 4", op, new float[2][2], none));
        }
    }
}
