package dev.lamina.model.shard;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Output;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor that shards give of a gradient, and that the step which updates by it is fed.
 *
 * @param output of the graph
 * @param kind what becomes of those of all shards
 */
public record GradientPart(Output output, Kind kind) {
    /** What becomes of the tensors of all shards. */
    public enum Kind {
        /** They are added, each times the shard's share of the examples. */
        SUM,
        /** They are rows of slices: put one behind another, times the shares. */
        ROWS,
        /** They are the places of such rows: put one behind another. */
        PLACES
    }

    /** The parts of a gradient: itself, or the slices that it is made of. */
    public static List<GradientPart> of(Output gradient) {
        List<GradientPart> parts = new ArrayList<>();
        for (IndexedSlices slices : IndexedSlices.sources(gradient)) {
            parts.add(new GradientPart(slices.values(), Kind.ROWS));
            parts.add(new GradientPart(slices.indices(), Kind.PLACES));
        }
        return parts.isEmpty() ? List.of(new GradientPart(gradient, Kind.SUM)) : parts;
    }

    /** Whether it is what a run with a batch is fed, such as numbers of rows, and cannot be fetched then. */
    public boolean isFed() {
        return output.node().op() instanceof Placeholder;
    }

    /**
     * What the shards' tensors become.
     *
     * @param tensors in the order of the shards
     * @param shares the shard's shares of the examples, in all 1
     */
    public Tensor merged(List<Tensor> tensors, double[] shares) {
        if (kind == Kind.SUM) {
            return Mean.of(tensors, shares);
        }
        List<Tensor> scaled = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            scaled.add(
                    kind == Kind.PLACES ? tensors.get(i) : Mean.of(List.of(tensors.get(i)), new double[] {shares[i]}));
        }
        return joined(scaled);
    }

    private static Tensor joined(List<Tensor> parts) {
        Tensor first = parts.getFirst();
        long[] dims = first.shape().dims();
        dims[0] = parts.stream().mapToLong(each -> each.shape().dim(0)).sum();
        DType type = first.dtype();
        Object all = type.newArray(Shape.of(dims).size());
        int at = 0;
        for (Tensor part : parts) {
            int length = part.size() * type.width();
            System.arraycopy(part.buffer().array(), 0, all, at, length);
            at += length;
        }
        return Tensor.wrap(type, all, Shape.of(dims));
    }
}
