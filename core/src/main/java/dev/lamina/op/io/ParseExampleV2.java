package dev.lamina.op.io;

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
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Superseded;
import dev.lamina.op.array.EnsureShape;
import dev.lamina.op.array.Pack;
import dev.lamina.op.flow.Const;
import dev.lamina.op.io.ExampleReader.Values;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The features of {@code Example} messages, a vector of them or one: those named by {@code sparse_keys} as sparse matrices, by {@code dense_keys} as
 * tensors of known shape, by {@code ragged_keys} as values and where each example's begin.
 *
 * @param tdense the types of the dense ones: float32, int64 or string
 * @param numSparse how many sparse ones there are
 * @param sparseTypes their types
 * @param raggedValueTypes the types of the ragged ones
 * @param raggedSplitTypes and of where they begin: int32 or int64
 * @param denseShapes the shapes of the dense ones; a first dimension of -1 is as long as the longest of all examples
 */
@OpDef(
        inputs = {
            "serialized: string",
            "names: string",
            "sparse_keys: string",
            "dense_keys: string",
            "ragged_keys: string",
            "dense_defaults: Tdense"
        },
        outputs = {
            "sparse_indices: num_sparse * int64",
            "sparse_values: sparse_types",
            "sparse_shapes: num_sparse * int64",
            "dense_values: Tdense",
            "ragged_values: ragged_value_types",
            "ragged_row_splits: ragged_split_types"
        },
        attrs = {
            "Tdense: list(type)",
            "num_sparse: int",
            "sparse_types: list(type)",
            "ragged_value_types: list(type)",
            "ragged_split_types: list(type)",
            "dense_shapes: list(shape)"
        })
public record ParseExampleV2(
        List<DType> tdense,
        long numSparse,
        List<DType> sparseTypes,
        List<DType> raggedValueTypes,
        List<DType> raggedSplitTypes,
        List<Shape> denseShapes)
        implements ShapedByKernel {
    /** Adds the operation for dense features, each with a default that has one element of its shape, or none. */
    public static List<Output> of(
            Scope scope,
            Operand serialized,
            List<String> denseKeys,
            List<? extends Operand> denseDefaults,
            List<Shape> denseShapes) {
        Scope unnamed = scope.named(null); // a name is the operation's
        Output none = Const.of(unnamed, Tensor.zeros(DType.STRING, Shape.of(0)));
        Output keys = Const.of(unnamed, Tensor.of(denseKeys.toArray(String[]::new)));
        List<Operand> inputs = new ArrayList<>(List.of(serialized, none, none, keys, none));
        inputs.addAll(denseDefaults);
        List<DType> types =
                denseDefaults.stream().map(each -> each.asOutput().dtype()).toList();
        return scope.node(new ParseExampleV2(types, 0, List.of(), List.of(), List.of(), denseShapes), inputs)
                .outputs();
    }

    /** The form without ragged features, whose keys are scalars. */
    @OpDef(
            inputs = {
                "serialized: string",
                "names: string",
                "sparse_keys: Nsparse * string",
                "dense_keys: Ndense * string",
                "dense_defaults: Tdense"
            },
            outputs = {
                "sparse_indices: Nsparse * int64",
                "sparse_values: sparse_types",
                "sparse_shapes: Nsparse * int64",
                "dense_values: Tdense"
            },
            attrs = {
                "Nsparse: int",
                "Ndense: int",
                "sparse_types: list(type)",
                "Tdense: list(type)",
                "dense_shapes: list(shape)"
            })
    record ParseExample(long nsparse, long ndense, List<DType> sparseTypes, List<DType> tdense, List<Shape> denseShapes)
            implements Superseded {
        @Override
        public Op successor() {
            return new ParseExampleV2(tdense, nsparse, sparseTypes, List.of(), List.of(), denseShapes);
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            int sparse = (int) nsparse;
            int dense = (int) ndense;
            Output messages = given.getFirst();
            // The old form takes a vector alone, which tells the rank of what it gives.
            Output serialized = messages.shape().hasRank()
                    ? messages
                    : EnsureShape.of(scope.named("serialized"), messages, Shape.unknown(1));
            List<Output> inputs = new ArrayList<>(List.of(serialized, given.get(1)));
            inputs.add(keys(scope.named("sparse_keys"), given.subList(2, 2 + sparse)));
            inputs.add(keys(scope.named("dense_keys"), given.subList(2 + sparse, 2 + sparse + dense)));
            inputs.add(keys(scope.named("ragged_keys"), List.of()));
            inputs.addAll(given.subList(2 + sparse + dense, given.size()));
            return inputs;
        }

        private static Output keys(Scope scope, List<Output> scalars) {
            return scalars.isEmpty()
                    ? Const.of(scope, Tensor.zeros(DType.STRING, Shape.of(0)))
                    : Pack.of(scope, scalars, 0);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape serialized = c.shape(0);
        if (serialized.hasRank() && serialized.rank() > 1) {
            throw c.error("serialized must be a scalar or a vector, but its shape is " + serialized);
        }
        if (!raggedValueTypes.isEmpty() && serialized.hasRank() && serialized.rank() == 0) {
            throw c.error("ragged features are of a vector of examples");
        }
        checkCounts(c);
        List<Shape> shapes = new ArrayList<>();
        shapes.addAll(Collections.nCopies(
                (int) numSparse, serialized.hasRank() ? Shape.of(-1, serialized.rank() + 1L) : Shape.unknown(2)));
        shapes.addAll(Collections.nCopies((int) numSparse, Shape.of(-1)));
        shapes.addAll(Collections.nCopies(
                (int) numSparse, serialized.hasRank() ? Shape.of(serialized.rank() + 1L) : Shape.unknown(1)));
        for (Shape each : denseShapes) {
            shapes.add(serialized.hasRank() ? serialized.concat(each) : Shape.unknown());
        }
        shapes.addAll(Collections.nCopies(raggedValueTypes.size(), Shape.of(-1)));
        long batch =
                serialized.hasRank() && serialized.rank() == 1 && serialized.dim(0) >= 0 ? serialized.dim(0) + 1 : -1;
        shapes.addAll(Collections.nCopies(raggedValueTypes.size(), Shape.of(batch)));
        return shapes;
    }

    private void checkCounts(ShapeContext c) {
        ParseSingleExample.check(c, tdense, sparseTypes, denseShapes);
        if (numSparse != sparseTypes.size() || raggedValueTypes.size() != raggedSplitTypes.size()) {
            throw c.error("as many types are needed as there are sparse and ragged features");
        }
        int[] counts = {sparseTypes.size(), tdense.size(), raggedValueTypes.size()};
        for (int i = 0; i < counts.length; i++) {
            Shape keys = c.withRank(2 + i, 1, "keys");
            if (keys.dim(0) >= 0 && keys.dim(0) != counts[i]) {
                throw c.error("there are " + keys.dim(0) + " keys for " + counts[i] + " features");
            }
        }
        ParseSingleExample.checkTypes(c, raggedValueTypes);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        boolean isBatch = c.inputShape(0).rank() == 1;
        return (inputs, outputs) -> {
            List<Map<String, Values>> examples = new ArrayList<>();
            for (int i = 0; i < inputs[0].size(); i++) {
                examples.add(ExampleReader.read(inputs[0].strings()[i]));
            }
            int sparse = sparseTypes.size();
            int dense = tdense.size();
            ParseSingleExample.giveSparse(c, examples, inputs[2].strings(), sparseTypes, isBatch, outputs);
            for (int i = 0; i < dense; i++) {
                ExampleColumn column = new ExampleColumn(c, inputs[3].strings()[i], tdense.get(i), examples);
                ShapedByKernel.give(outputs[3 * sparse + i], column.dense(denseShapes.get(i), inputs[5 + i], isBatch));
            }
            int ragged = raggedValueTypes.size();
            for (int i = 0; i < ragged; i++) {
                ExampleColumn column = new ExampleColumn(c, inputs[4].strings()[i], raggedValueTypes.get(i), examples);
                ShapedByKernel.give(outputs[3 * sparse + dense + i], column.values());
                ShapedByKernel.give(outputs[3 * sparse + dense + ragged + i], column.splits(raggedSplitTypes.get(i)));
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Tensor none = Tensor.zeros(DType.STRING, Shape.of(0));
        Tensor both = ParseSingleExample.messages(ParseSingleExample.first(), ParseSingleExample.second());
        ParseExampleV2 dense = new ParseExampleV2(
                List.of(DType.FLOAT32, DType.INT64),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(Shape.of(2), Shape.of(-1)));
        ParseExampleV2 sparse = new ParseExampleV2(
                List.of(), 1, List.of(DType.INT64), List.of(DType.STRING), List.of(DType.INT32), List.of());
        return List.of(
                Sample.rough(dense, both, none, none, new String[] {"f", "i"}, none, new float[] {8, 9}, new long[] {-1
                        })
                        .gives(new float[][] {{0.5f, 2}, {8, 9}}, new long[][] {{7, 300}, {5, -1}}),
                Sample.rough(sparse, both, none, new String[] {"i"}, none, new String[] {"s"})
                        .gives(
                                new long[][] {{0, 0}, {0, 1}, {1, 0}},
                                new long[] {7, 300, 5},
                                new long[] {2, 2},
                                new String[] {"ab"},
                                new int[] {0, 0, 1}),
                Sample.refused(
                        "Feature: f (data type: float) is required but could not be found.",
                        dense,
                        both,
                        none,
                        none,
                        new String[] {"f", "i"},
                        none,
                        new float[0],
                        new long[] {-1}),
                Sample.refused(
                        "Key: i.  Data types don't match",
                        dense,
                        both,
                        none,
                        none,
                        new String[] {"i", "i"},
                        none,
                        new float[2],
                        new long[] {-1}),
                Sample.refused(
                        "Could not parse example input",
                        dense,
                        ParseSingleExample.messages(new byte[] {10, 99}),
                        none,
                        none,
                        new String[] {"f", "i"},
                        none,
                        new float[2],
                        new long[] {-1}));
    }
}
