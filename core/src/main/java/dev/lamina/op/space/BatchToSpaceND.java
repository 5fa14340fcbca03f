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

/**
 * Undoes {@link SpaceToBatchND}: puts the blocks together whose places lie in different batches, along the axes behind the batch,
 * and cuts margins off.
 */
@OpDef(
        inputs = {"input: T", "block_shape: Tblock_shape", "crops: Tcrops"},
        outputs = "output: T",
        attrs = {"T: type", "Tblock_shape: {int32, int64} = int32", "Tcrops: {int32, int64} = int32"})
public record BatchToSpaceND() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand blockShape, Operand crops) {
        return scope.output(new BatchToSpaceND(), input, blockShape, crops);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape blocks = c.withRank(1, 1, "block_shape");
        Shape margins = c.withRank(2, 2, "crops").merge(Shape.of(-1, 2));
        if (!Shape.of(blocks.dim(0)).isCompatibleWith(Shape.of(margins.dim(0)))) {
            throw c.error("crops should have shape [" + blocks.dim(0) + ",2] instead of " + margins);
        }
        Tensor block = c.value(1);
        Tensor margin = c.value(2);
        Shape input = c.shape(0);
        if (!input.hasRank() || block == null || margin == null) {
            return List.of(input.hasRank() ? Shape.unknown(input.rank()) : input);
        }
        return List.of(new Blocks(Integers.of(block), Integers.of(margin)).toSpace(c, input));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new Blocks(Integers.of(c.value(1)), Integers.of(c.value(2))).joining(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(SpaceToBatchND.of(c.scope(), c.upstream(0), c.input(1), c.input(2)), null, null);
    }

    static List<Sample> samples() {
        BatchToSpaceND op = new BatchToSpaceND();
        int[] two = {2, 2};
        int[][] none = {{0, 0}, {0, 0}};
        Tensor image = Tensor.wrap(new float[] {1, 3, 2, 4, 5, 7, 6, 8}, 4, 1, 2, 1);
        return List.of(
                Sample.of(op, image, two, none).gives(Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 4, 1)),
                Sample.of(
                                op,
                                Tensor.wrap(new float[] {0, 1, 3, 0, 2, 4, 0, 5, 7, 0, 6, 8}, 4, 1, 3, 1),
                                two,
                                new int[][] {{0, 0}, {2, 0}})
                        .gives(Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 4, 1)),
                Sample.of(op, new float[][] {{1, 3}, {4, 6}, {2, 0}, {5, 0}}, new long[] {2}, new long[][] {{0, 1}})
                        .gives((Object) new float[][] {{1, 2, 3}, {4, 5, 6}}),
                Sample.rough(op, new boolean[][] {{true}, {false}}, new int[] {2}, new int[][] {{0, 0}})
                        .gives((Object) new boolean[][] {{true, false}}),
                Sample.rough(op, new float[][] {{1}, {2}}, new int[] {2}, new int[][] {{1, 1}})
                        .gives((Object) new float[1][0]),
                Sample.refused(
                        "Input batch dimension (4) is not divisible by product of block sizes (3)",
                        op,
                        image,
                        new int[] {1, 3},
                        none),
                Sample.refused(
                        "crops[0]=[2,1] are more than the uncropped size 2", op, image, two, new int[][] {{2, 1}, {0, 0}
                        }));
    }

    /**
     * The form for images with blocks of equal extents.
     *
     * @param blockSize the extent of a block along both axes, 2 or more
     */
    @OpDef(
            inputs = {"input: T", "crops: Tidx"},
            outputs = "output: T",
            attrs = {"T: type", "Tidx: {int32, int64} = int32", "block_size: int >= 2"})
    public record BatchToSpace(long blockSize) implements ComplexOp.ByParts {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape input = c.withRank(0, 4, "input");
            c.withRank(1, 2, "crops").merge(Shape.of(2, 2));
            if (blockSize < 2) {
                throw c.error("Value for attr 'block_size' of " + blockSize + " must be at least minimum 2");
            }
            Tensor margin = c.value(1);
            return List.of(margin == null ? Shape.unknown(4) : blocks(margin).toSpace(c, input));
        }

        private Blocks blocks(Tensor margin) {
            return new Blocks(new long[] {blockSize, blockSize}, Integers.of(margin));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return blocks(c.value(1)).joining(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op back = new SpaceToBatchND.SpaceToBatch(blockSize);
            return Arrays.asList(c.scope().output(back, c.upstream(0), c.input(1)), null);
        }

        static List<Sample> samples() {
            BatchToSpace op = new BatchToSpace(2);
            Tensor blocks = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 1, 1, 2);
            return List.of(
                    Sample.of(op, blocks, new int[][] {{0, 0}, {0, 0}})
                            .gives(Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2)),
                    Sample.of(op, blocks, new int[][] {{1, 0}, {0, 1}})
                            .gives(Tensor.wrap(new float[] {5, 6}, 1, 1, 1, 2)),
                    Sample.refused("minimum 2", new BatchToSpace(0), blocks, new int[2][2]));
        }
    }
}
