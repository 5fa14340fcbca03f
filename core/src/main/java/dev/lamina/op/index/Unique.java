package dev.lamina.op.index;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * The distinct elements of a vector in the order in which they come first, and for each element the number of its value.
 *
 * @param outIdx the type of numbers
 */
@OpDef(
        inputs = "x: T",
        outputs = {"y: T", "idx: out_idx"},
        attrs = {"T: type", "out_idx: {int32, int64} = int32"})
public record Unique(DType outIdx) implements Uniqueness {
    /** Adds the operation with numbers in int32; its two outputs. */
    public static List<Output> of(Scope scope, Operand x) {
        return scope.node(new Unique(DType.INT32), List.of(x)).outputs();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Unique(DType.INT32), (Object) new int[] {1, 1, 2, 4, 4, 4, 7, 8, 8})
                        .gives(new int[] {1, 2, 4, 7, 8}, new int[] {0, 0, 1, 2, 2, 2, 3, 4, 4}),
                Sample.rough(new Unique(DType.INT64), (Object) new String[] {"b", "a", "b"})
                        .gives(new String[] {"b", "a"}, new long[] {0, 1, 0}),
                Sample.rough(new Unique(DType.INT32), (Object) new float[] {0f, -0f, Float.NaN, Float.NaN})
                        .gives(new float[] {0f, Float.NaN, Float.NaN}, new int[] {0, 0, 1, 2}),
                Sample.rough(new Unique(DType.INT32), (Object) new float[0]).gives(new float[0], new int[0]),
                Sample.refused("unique expects a 1D vector.", new Unique(DType.INT32), (Object) new int[1][1]));
    }

    /**
     * {@link Unique} of slices along an axis; of a vector if {@code axis} is empty.
     *
     * @param outIdx the type of numbers
     */
    @OpDef(
            inputs = {"x: T", "axis: Taxis"},
            outputs = {"y: T", "idx: out_idx"},
            attrs = {"T: type", "Taxis: {int32, int64} = int64", "out_idx: {int32, int64} = int32"})
    public record UniqueV2(DType outIdx) implements Uniqueness {
        /** Adds the operation with numbers in int32; its two outputs. */
        public static List<Output> of(Scope scope, Operand x, Operand axis) {
            return scope.node(new UniqueV2(DType.INT32), List.of(x, axis)).outputs();
        }

        static List<Sample> samples() {
            int[][] x = {{1, 0, 0}, {1, 0, 0}, {2, 0, 0}};
            UniqueV2 op = new UniqueV2(DType.INT32);
            return List.of(
                    Sample.rough(op, x, new long[] {0}).gives(new int[][] {{1, 0, 0}, {2, 0, 0}}, new int[] {0, 0, 1}),
                    Sample.rough(op, x, new int[] {-1}).gives(new int[][] {{1, 0}, {1, 0}, {2, 0}}, new int[] {0, 1, 1
                    }),
                    Sample.rough(op, new int[] {3, 3}, new int[0]).gives(new int[] {3}, new int[] {0, 0}),
                    Sample.refused("unique expects a 1D vector.", op, x, new int[0]),
                    Sample.refused("axis has to be between [0, 2)", op, x, new int[] {2}),
                    Sample.refused(
                            "axis does not support input tensors larger than 1 elements", op, x, new int[] {0, 1}));
        }
    }

    /**
     * {@link Unique} with how often each value is there.
     *
     * @param outIdx the type of numbers and counts
     */
    @OpDef(
            inputs = "x: T",
            outputs = {"y: T", "idx: out_idx", "count: out_idx"},
            attrs = {"T: type", "out_idx: {int32, int64} = int32"})
    public record UniqueWithCounts(DType outIdx) implements Uniqueness {
        /** Adds the operation with numbers in int32; its three outputs. */
        public static List<Output> of(Scope scope, Operand x) {
            return scope.node(new UniqueWithCounts(DType.INT32), List.of(x)).outputs();
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(new UniqueWithCounts(DType.INT32), (Object) new int[] {1, 1, 2, 4, 4, 4, 7, 8, 8})
                            .gives(new int[] {1, 2, 4, 7, 8}, new int[] {0, 0, 1, 2, 2, 2, 3, 4, 4}, new int[] {
                                2, 1, 3, 1, 2
                            }),
                    Sample.refused("unique expects a 1D vector.", new UniqueWithCounts(DType.INT32), 1f));
        }
    }

    /**
     * {@link UniqueV2} with how often each slice is there.
     *
     * @param outIdx the type of numbers and counts
     */
    @OpDef(
            inputs = {"x: T", "axis: Taxis"},
            outputs = {"y: T", "idx: out_idx", "count: out_idx"},
            attrs = {"T: type", "Taxis: {int32, int64} = int64", "out_idx: {int32, int64} = int32"})
    public record UniqueWithCountsV2(DType outIdx) implements Uniqueness {
        /** Adds the operation with numbers in int32; its three outputs. */
        public static List<Output> of(Scope scope, Operand x, Operand axis) {
            return scope.node(new UniqueWithCountsV2(DType.INT32), List.of(x, axis))
                    .outputs();
        }

        static List<Sample> samples() {
            int[][] x = {{1, 0, 0}, {1, 0, 0}, {2, 0, 0}};
            UniqueWithCountsV2 op = new UniqueWithCountsV2(DType.INT64);
            return List.of(
                    Sample.rough(op, x, new long[] {0})
                            .gives(new int[][] {{1, 0, 0}, {2, 0, 0}}, new long[] {0, 0, 1}, new long[] {2, 1}),
                    Sample.rough(op, x, new long[] {1})
                            .gives(new int[][] {{1, 0}, {1, 0}, {2, 0}}, new long[] {0, 1, 1}, new long[] {1, 2}),
                    Sample.refused("axis has to be between [0, 2)", op, x, new int[] {-3}));
        }
    }
}
