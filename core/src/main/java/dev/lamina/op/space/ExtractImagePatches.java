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
 * The patches of images, each laid in a row: what a window that slides over them sees, place by place, its channels together.
 *
 * @param ksizes how many places a patch has along each axis
 * @param strides how far apart patches begin
 * @param rates how far apart the places of a patch are
 * @param padding {@code VALID}: patches lie within; {@code SAME}: there are as many as strides fit in, zeros beyond the border
 */
@OpDef(
        inputs = "images: T",
        outputs = "patches: T",
        attrs = {
            "ksizes: list(int) >= 4",
            "strides: list(int) >= 4",
            "rates: list(int) >= 4",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, bool}",
            "padding: string"
        })
public record ExtractImagePatches(List<Long> ksizes, List<Long> strides, List<Long> rates, String padding)
        implements Op {
    /** Adds the operation. */
    public static Output of(
            Scope scope, Operand images, List<Long> ksizes, List<Long> strides, List<Long> rates, String padding) {
        return scope.output(new ExtractImagePatches(ksizes, strides, rates, padding), images);
    }

    private Patches patches() {
        return new Patches("ExtractImagePatches", ksizes, strides, rates, padding);
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
        Tensor image = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);
        Tensor pair = Tensor.wrap(new float[] {1, 10, 2, 20, 3, 30, 4, 40}, 2, 1, 2, 2);
        return List.of(
                Sample.of(square(2, 1, 1, "VALID"), image)
                        .gives(Tensor.wrap(new float[] {1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9}, 1, 2, 2, 4)),
                Sample.of(square(2, 2, 1, "SAME"), image)
                        .gives(Tensor.wrap(new float[] {1, 2, 4, 5, 3, 0, 6, 0, 7, 8, 0, 0, 9, 0, 0, 0}, 1, 2, 2, 4)),
                Sample.of(square(2, 1, 2, "VALID"), image).gives(Tensor.wrap(new float[] {1, 3, 7, 9}, 1, 1, 1, 4)),
                Sample.of(
                                new ExtractImagePatches(
                                        List.of(1L, 1L, 2L, 1L),
                                        List.of(1L, 1L, 1L, 1L),
                                        List.of(1L, 1L, 1L, 1L),
                                        "VALID"),
                                pair)
                        .gives(Tensor.wrap(new float[] {1, 10, 2, 20, 3, 30, 4, 40}, 2, 1, 1, 4)),
                Sample.rough(square(1, 2, 1, "VALID"), Tensor.wrap(new long[] {1, 2, 3, 4}, 1, 2, 2, 1))
                        .gives(Tensor.wrap(new long[] {1}, 1, 1, 1, 1)),
                Sample.rough(square(2, 2, 1, "SAME"), Tensor.wrap(new float[0], 0, 3, 3, 1))
                        .gives(Tensor.wrap(new float[0], 0, 2, 2, 4)),
                Sample.refused("Negative dimension size", square(4, 1, 1, "VALID"), image),
                Sample.refused("strides has to be positive", square(2, 0, 1, "VALID"), image),
                Sample.refused("input must have rank 4", square(2, 1, 1, "SAME"), (Object) new float[2][2]),
                Sample.refused(
                        "ExtractImagePatches requires the ksizes attribute to contain 4 values, but got: 1",
                        new ExtractImagePatches(List.of(1L), List.of(1L), List.of(1L), "SAME"),
                        image));
    }

    private static ExtractImagePatches square(long size, long stride, long rate, String padding) {
        return new ExtractImagePatches(
                List.of(1L, size, size, 1L), List.of(1L, stride, stride, 1L), List.of(1L, rate, rate, 1L), padding);
    }
}
