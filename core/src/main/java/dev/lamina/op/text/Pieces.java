package dev.lamina.op.text;

import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Texts cut into pieces, as a sparse matrix with a row for each text. */
final class Pieces {
    private final List<byte[]> pieces = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();
    private final List<Long> columns = new ArrayList<>();
    private long texts;
    private long most;

    /** Adds the pieces of the next text. */
    void add(List<byte[]> ofText) {
        for (int i = 0; i < ofText.size(); i++) {
            pieces.add(ofText.get(i));
            rows.add(texts);
            columns.add((long) i);
        }
        texts++;
        most = Math.max(most, ofText.size());
    }

    /** Gives indices, values and shape. */
    void give(Buffer[] outputs) {
        long[] indices = new long[2 * pieces.size()];
        for (int i = 0; i < pieces.size(); i++) {
            indices[2 * i] = rows.get(i);
            indices[2 * i + 1] = columns.get(i);
        }
        ShapedByKernel.give(outputs[0], Tensor.wrap(indices, pieces.size(), 2));
        ShapedByKernel.give(
                outputs[1], Tensor.wrap(DType.STRING, pieces.toArray(byte[][]::new), Shape.of(pieces.size())));
        outputs[2].longs()[0] = texts;
        outputs[2].longs()[1] = most;
    }

    /** The shape rule of what gives such a matrix. */
    static List<Shape> shapes(ShapeContext c, String separator) {
        c.withRank(0, 1, "input");
        c.withRank(1, 0, separator);
        return List.of(Shape.of(-1, 2), Shape.of(-1), Shape.of(2));
    }
}
