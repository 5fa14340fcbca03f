package dev.lamina.tensorflow.checkpoint;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.proto.TensorSliceProto;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;

/** Puts a partitioned variable together from its slices, which must cover it without overlap. */
public final class SliceAssembly {
    private final Path file;
    private final String name;
    private final Shape shape;
    private final BitSet covered = new BitSet();

    private SliceAssembly(Path file, String name, Shape shape) {
        this.file = file;
        this.name = name;
        this.shape = shape;
    }

    /**
     * The whole.
     *
     * @param read gives a slice as a tensor of that shape
     * @throws dev.lamina.error.DataLossException if the slices are not those of a tensor of the shape
     */
    public static Tensor of(
            Path file,
            String name,
            DType type,
            Shape shape,
            List<TensorSliceProto> slices,
            BiFunction<TensorSliceProto, Shape, Tensor> read) {
        SliceAssembly assembly = new SliceAssembly(file, name, shape);
        List<Shape> shapes = slices.stream().map(assembly::part).toList();
        long elements = shapes.stream().mapToLong(Shape::elements).sum();
        if (elements != shape.elements() || slices.isEmpty()) {
            throw assembly.wrong("its slices have " + elements + " elements");
        }
        Tensor first = read.apply(slices.getFirst(), shapes.getFirst());
        if (slices.size() == 1) {
            return Tensor.wrap(type, first.buffer().array(), shape);
        }
        Tensor whole = Tensor.zeros(type, shape);
        for (int i = 0; i < slices.size(); i++) {
            Tensor part = i == 0 ? first : read.apply(slices.get(i), shapes.get(i));
            assembly.copy(slices.get(i), part, whole);
        }
        return whole;
    }

    /** The shape of a slice. */
    private Shape part(TensorSliceProto slice) {
        int rank = shape.rank();
        if (slice.getExtentCount() != rank) {
            throw wrong("a slice is of another rank");
        }
        long[] dims = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            TensorSliceProto.Extent extent = slice.getExtent(axis);
            long dim = shape.dim(axis);
            dims[axis] = extent.hasLength() ? extent.getLength() : dim;
            if (extent.getStart() < 0 || dims[axis] < 0 || extent.getStart() > dim - dims[axis]) {
                throw wrong("a slice from " + extent.getStart() + " of length " + dims[axis] + " is no part of it");
            }
        }
        return Shape.of(dims);
    }

    /** Copies a slice row by row. */
    private void copy(TensorSliceProto slice, Tensor part, Tensor whole) {
        int rank = shape.rank();
        int row = rank == 0 ? 1 : (int) part.shape().dim(-1);
        for (int from = 0; from < part.size(); from += row) {
            int to = 0;
            int rest = from;
            int stride = 1;
            for (int axis = rank - 1; axis >= 0; axis--) {
                int own = (int) part.shape().dim(axis);
                to += (int) (rest % own + slice.getExtent(axis).getStart()) * stride;
                rest /= own;
                stride *= (int) shape.dim(axis);
            }
            if (covered.get(to, to + row).cardinality() != 0) {
                throw wrong("its slices overlap");
            }
            covered.set(to, to + row);
            whole.buffer().copyFrom(part.buffer(), from, to, row);
        }
    }

    private RuntimeException wrong(String what) {
        return Problems.corrupt(file, "the partitioned variable '" + name + "' of shape " + shape + ": " + what);
    }
}
