package dev.lamina.op.space;

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
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Undoes {@link SpaceToDepth}: images whose channels have become blocks of places.
 *
 * @param blockSize the extent of a block along both axes, 2 or more
 * @param dataFormat {@code NHWC} or {@code NCHW}
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {"T: type", "block_size: int >= 2", "data_format: string = 'NHWC'"})
public record DepthToSpace(long blockSize, String dataFormat) implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, int blockSize, String dataFormat) {
        return scope.output(new DepthToSpace(blockSize, dataFormat), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(new DepthBlocks(blockSize, dataFormat).toSpace(c, c.withRank(0, 4, "input")));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new DepthBlocks(blockSize, dataFormat).toSpaceKernel(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(c.scope().output(new SpaceToDepth(blockSize, dataFormat), c.upstream(0)));
    }

    static List<Sample> samples() {
        Tensor image = Tensor.wrap(new float[] {1, 2, 5, 6, 3, 4, 7, 8}, 1, 1, 2, 4);
        DepthToSpace last = new DepthToSpace(2, "NHWC");
        DepthToSpace first = new DepthToSpace(2, "NCHW");
        return List.of(
                Sample.of(last, image).gives(Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 4, 1)),
                Sample.of(first, Tensor.wrap(new float[] {1, 5, 2, 6, 3, 7, 4, 8}, 1, 8, 1, 1))
                        .gives(Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2)),
                Sample.rough(last, (Object) new byte[][][][] {{{{1, 2, 3, 4}}}}).gives((Object) new byte[][][][] {
                    {{{1}, {2}}, {{3}, {4}}}
                }),
                Sample.refused("Input depth dimension 4 should be divisible by: 9", new DepthToSpace(3, "NHWC"), image),
                Sample.refused("input must have rank 4", last, new float[2]));
    }
}
