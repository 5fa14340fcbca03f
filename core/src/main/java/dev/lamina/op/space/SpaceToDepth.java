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
 * Images whose blocks have become places with as many more channels: first all of a block's first place, then of its second.
 *
 * @param blockSize the extent of a block along both axes, 2 or more
 * @param dataFormat {@code NHWC} or {@code NCHW}
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {"T: type", "block_size: int >= 2", "data_format: string = 'NHWC'"})
public record SpaceToDepth(long blockSize, String dataFormat) implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, int blockSize, String dataFormat) {
        return scope.output(new SpaceToDepth(blockSize, dataFormat), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(new DepthBlocks(blockSize, dataFormat).toDepth(c, c.withRank(0, 4, "input")));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new DepthBlocks(blockSize, dataFormat).toDepthKernel(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(c.scope().output(new DepthToSpace(blockSize, dataFormat), c.upstream(0)));
    }

    static List<Sample> samples() {
        Tensor image = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 4, 1);
        SpaceToDepth last = new SpaceToDepth(2, "NHWC");
        SpaceToDepth first = new SpaceToDepth(2, "NCHW");
        return List.of(
                Sample.of(last, Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1))
                        .gives(Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 1, 1, 4)),
                Sample.of(last, image).gives(Tensor.wrap(new float[] {1, 2, 5, 6, 3, 4, 7, 8}, 1, 1, 2, 4)),
                Sample.of(last, Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2))
                        .gives(Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 1, 1, 8)),
                Sample.of(first, Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2))
                        .gives(Tensor.wrap(new float[] {1, 5, 2, 6, 3, 7, 4, 8}, 1, 8, 1, 1)),
                Sample.rough(last, Tensor.wrap(new int[0], 0, 2, 2, 1)).gives(Tensor.wrap(new int[0], 0, 1, 1, 4)),
                Sample.refused(
                        "Image height 2 and width 4 should be divisible by block_size: 4",
                        new SpaceToDepth(4, "NHWC"),
                        image),
                Sample.refused("minimum 2", new SpaceToDepth(1, "NHWC"), image),
                Sample.refused("Invalid data format", new SpaceToDepth(2, "NHCW"), image));
    }
}
