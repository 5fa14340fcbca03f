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
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patches of volumes, each laid in a row: what a window that slides over them sees, place by place, its channels together.
 *
 * @param ksizes how many places a patch has along each axis
 * @param strides how far apart patches begin
 * @param padding {@code VALID}: patches lie within; {@code SAME}: there are as many as strides fit in, zeros beyond the border
 */
@OpDef(
        inputs = "input: T",
        outputs = "patches: T",
        attrs = {
            "ksizes: list(int) >= 5",
            "strides: list(int) >= 5",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "padding: string"
        })
public record ExtractVolumePatches(List<Long> ksizes, List<Long> strides, String padding) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, List<Long> ksizes, List<Long> strides, String padding) {
        return scope.output(new ExtractVolumePatches(ksizes, strides, padding), input);
    }

    private Patches patches() {
        return new Patches("ExtractVolumePatches", ksizes, strides, List.of(1L, 1L, 1L, 1L, 1L), padding);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(patches().shape(c));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return patches().kernel(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(patches().gradient(c, this));
    }

    static List<Sample> samples() {
        Tensor volume = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2, 1);
        return List.of(
                Sample.of(cube(2, 1, "VALID"), volume)
                        .gives(Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 1, 1, 1, 8)),
                Sample.of(cube(2, 2, "SAME"), volume.reshape(1, 2, 1, 2, 2))
                        .gives(Tensor.wrap(
                                new float[] {1, 2, 3, 4, 0, 0, 0, 0, 5, 6, 7, 8, 0, 0, 0, 0}, 1, 1, 1, 1, 16)),
                Sample.refused("input must have rank 5", cube(2, 1, "SAME"), (Object) new float[2][2]));
    }

    private static ExtractVolumePatches cube(long size, long stride, String padding) {
        return new ExtractVolumePatches(
                List.of(1L, size, size, size, 1L), List.of(1L, stride, stride, stride, 1L), padding);
    }
}
