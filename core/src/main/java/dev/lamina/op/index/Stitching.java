package dev.lamina.op.index;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operations that put slices together by their places have in common: N lists of places, then N tensors of slices. */
final class Stitching {
    private Stitching() {}

    static List<Shape> shapes(ShapeContext c) {
        int lists = c.inputs() / 2;
        Shape slice = Shape.unknown();
        long last = -1;
        boolean isKnown = true;
        for (int i = 0; i < lists; i++) {
            Shape indices = c.shape(i);
            Shape data = c.shape(lists + i);
            if (indices.hasRank() && data.hasRank()) {
                int rank = indices.rank();
                if (rank > data.rank() || !indices.isCompatibleWith(data.slice(0, rank))) {
                    throw c.error("data[" + i + "].shape = " + data + " does not start with indices[" + i + "].shape = "
                            + indices);
                }
                Shape own = data.slice(rank, data.rank());
                if (!own.isCompatibleWith(slice)) {
                    throw c.error("Need data[0].shape[" + c.shape(0).rank() + ":] = data[" + i + "].shape[" + rank
                            + ":], got data[0].shape = " + c.shape(lists) + ", data[" + i + "].shape = " + data);
                }
                slice = slice.merge(own);
            }
            Tensor places = c.peek(i);
            isKnown &= places != null;
            for (int k = 0; places != null && k < places.size(); k++) {
                last = Math.max(last, places.buffer().asLong(k));
            }
        }
        return List.of(Shape.of(isKnown ? last + 1 : -1).concat(slice));
    }

    static Kernel kernel(KernelContext c) {
        int lists = c.inputs() / 2;
        Shape whole = c.outputShape(0);
        long rows = whole.dim(0);
        int n = Strides.count(whole, 1, whole.rank());
        Object zero = c.outputType(0).newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            for (int i = 0; i < lists; i++) {
                Buffer places = inputs[i];
                for (int k = 0; k < places.size(); k++) {
                    int place = places.ints()[k];
                    if (place < 0 || place >= rows) {
                        throw c.error(NdIndex.name("indices[" + i + "]", places.shape(), k) + " = " + place
                                + " is not in [0, " + rows + ")");
                    }
                    System.arraycopy(inputs[lists + i].array(), k * n, outputs[0].array(), place * n, n);
                }
            }
        };
    }

    static List<@Nullable Output> gradient(GradientContext c) {
        int lists = c.node().inputs().size() / 2;
        List<@Nullable Output> gradients = new ArrayList<>(c.none());
        for (int i = 0; i < lists; i++) {
            gradients.set(lists + i, GatherV2.of(c.scope(), c.upstream(0), c.input(i)));
        }
        return gradients;
    }
}
