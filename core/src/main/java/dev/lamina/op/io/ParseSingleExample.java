package dev.lamina.op.io;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.op.io.ExampleReader.Values;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The features of one {@code Example} message, a scalar: some as sparse vectors, some as tensors of known shape.
 *
 * @param numSparse how many sparse ones there are
 * @param sparseKeys their names
 * @param denseKeys those of the dense ones
 * @param sparseTypes the sparse ones' types: float32, int64 or string
 * @param tdense the dense ones'
 * @param denseShapes and their shapes
 */
@OpDef(
        inputs = {"serialized: string", "dense_defaults: Tdense"},
        outputs = {
            "sparse_indices: num_sparse * int64",
            "sparse_values: sparse_types",
            "sparse_shapes: num_sparse * int64",
            "dense_values: Tdense"
        },
        attrs = {
            "num_sparse: int",
            "sparse_keys: list(string)",
            "dense_keys: list(string)",
            "sparse_types: list(type)",
            "Tdense: list(type)",
            "dense_shapes: list(shape)"
        })
public record ParseSingleExample(
        long numSparse,
        List<String> sparseKeys,
        List<String> denseKeys,
        List<DType> sparseTypes,
        List<DType> tdense,
        List<Shape> denseShapes)
        implements ShapedByKernel {
    /** Adds the operation for dense features, each with a default of its shape, or without elements. */
    public static List<Output> of(
            Scope scope,
            Operand serialized,
            List<String> denseKeys,
            List<? extends Operand> denseDefaults,
            List<Shape> denseShapes) {
        List<Operand> inputs = new ArrayList<>(List.of(serialized));
        inputs.addAll(denseDefaults);
        List<DType> types =
                denseDefaults.stream().map(each -> each.asOutput().dtype()).toList();
        return scope.node(new ParseSingleExample(0, List.of(), denseKeys, List.of(), types, denseShapes), inputs)
                .outputs();
    }

    /** Refuses types and shapes that features do not have. */
    static void check(ShapeContext c, List<DType> dense, List<DType> sparse, List<Shape> shapes) {
        checkTypes(c, dense);
        checkTypes(c, sparse);
        if (shapes.size() != dense.size()) {
            throw c.error("dense_shapes has " + shapes.size() + " shapes for " + dense.size() + " features");
        }
        for (Shape shape : shapes) {
            if (!shape.hasRank()
                    || !(shape.isFullyDefined()
                            || (shape.rank() > 0 && shape.slice(1, shape.rank()).isFullyDefined()))) {
                throw c.error("dense_shapes must be known but for their first dimension, not " + shape);
            }
        }
    }

    static void checkTypes(ShapeContext c, List<DType> types) {
        for (DType type : types) {
            if (type != DType.FLOAT32 && type != DType.INT64 && type != DType.STRING) {
                throw c.error("features are of float, int64 or string, not of " + type.tensorFlowName());
            }
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "serialized");
        check(c, tdense, sparseTypes, denseShapes);
        if (numSparse != sparseTypes.size()
                || sparseKeys.size() != sparseTypes.size()
                || denseKeys.size() != tdense.size()) {
            throw c.error("as many keys and types are needed as there are features");
        }
        List<Shape> shapes = new ArrayList<>();
        shapes.addAll(Collections.nCopies((int) numSparse, Shape.of(-1, 1)));
        shapes.addAll(Collections.nCopies((int) numSparse, Shape.of(-1)));
        shapes.addAll(Collections.nCopies((int) numSparse, Shape.of(1)));
        shapes.addAll(denseShapes);
        return shapes;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        byte[][] keys = sparseKeys.stream()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return (inputs, outputs) -> {
            List<Map<String, Values>> examples =
                    List.of(ExampleReader.read(inputs[0].strings()[0]));
            giveSparse(c, examples, keys, sparseTypes, false, outputs);
            for (int i = 0; i < tdense.size(); i++) {
                byte[] key = denseKeys.get(i).getBytes(StandardCharsets.UTF_8);
                ExampleColumn column = new ExampleColumn(c, key, tdense.get(i), examples);
                ShapedByKernel.give(
                        outputs[3 * keys.length + i], column.dense(denseShapes.get(i), inputs[1 + i], false));
            }
        };
    }

    /** Gives the indices of all sparse features, then the values of all, then the shapes. */
    static void giveSparse(
            KernelContext c,
            List<Map<String, Values>> examples,
            byte[][] keys,
            List<DType> types,
            boolean isBatch,
            Buffer[] outputs) {
        int n = types.size();
        for (int i = 0; i < n; i++) {
            ExampleColumn column = new ExampleColumn(c, keys[i], types.get(i), examples);
            ShapedByKernel.give(outputs[i], column.indices(isBatch));
            ShapedByKernel.give(outputs[n + i], column.values());
            ShapedByKernel.give(outputs[2 * n + i], column.shape(isBatch));
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    /** Messages as a vector. */
    static Tensor messages(byte[]... messages) {
        return Tensor.wrap(DType.STRING, messages, Shape.of(messages.length));
    }

    /** The message with the floats 0.5 and 2 as {@code f}, and 7 and 300 as {@code i}. */
    static byte[] first() {
        return new byte[] {
            10,
            33, // features
            10,
            17,
            10,
            1,
            'f',
            18,
            12,
            18,
            10,
            10,
            8,
            0,
            0,
            0,
            63,
            0,
            0,
            0,
            64, //
            10,
            12,
            10,
            1,
            'i',
            18,
            7,
            26,
            5,
            10,
            3,
            7,
            (byte) 172,
            2
        };
    }

    /** The message with 5 as {@code i}, and the text "ab" as {@code s}. */
    static byte[] second() {
        return new byte[] {
            10, 24, // features
            10, 9, 10, 1, 'i', 18, 4, 26, 2, 8, 5, // not packed
            10, 11, 10, 1, 's', 18, 6, 10, 4, 10, 2, 'a', 'b'
        };
    }

    static List<Sample> samples() {
        Tensor message = Tensor.wrap(DType.STRING, new byte[][] {first()}, Shape.scalar());
        ParseSingleExample op = new ParseSingleExample(
                1,
                List.of("i"),
                List.of("f", "x"),
                List.of(DType.INT64),
                List.of(DType.FLOAT32, DType.STRING),
                List.of(Shape.of(1, 2), Shape.scalar()));
        return List.of(
                Sample.rough(op, message, new float[0], "none")
                        .gives(
                                new long[][] {{0}, {1}},
                                new long[] {7, 300},
                                new long[] {2},
                                new float[][] {{0.5f, 2}},
                                "none"),
                Sample.refused("serialized must have rank 0", op, messages(first()), new float[0], "none"),
                Sample.refused(
                        "features are of float, int64 or string",
                        new ParseSingleExample(
                                0, List.of(), List.of("a"), List.of(), List.of(DType.INT32), List.of(Shape.of(1))),
                        message,
                        new int[1]));
    }
}
