package dev.lamina.op.index;

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
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slices of {@code data} in parts: part i has those whose element of {@code partitions} is i, in their order.
 *
 * @param numPartitions how many parts there are
 */
@OpDef(
        inputs = {"data: T", "partitions: int32"},
        outputs = "outputs: num_partitions * T",
        attrs = {"num_partitions: int >= 1", "T: type"})
public record DynamicPartition(long numPartitions) implements Op {
    /** Adds the operation; the shape of {@code partitions} is a beginning of that of {@code data}. */
    public static List<Output> of(Scope scope, Operand data, Operand partitions, int count) {
        return scope.node(new DynamicPartition(count), List.of(data, partitions))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (numPartitions < 1) {
            throw c.error("num_partitions must be at least 1, got " + numPartitions);
        }
        Shape data = c.shape(0);
        Shape partitions = c.shape(1);
        Shape slice = Shape.unknown();
        if (data.hasRank() && partitions.hasRank()) {
            int rank = partitions.rank();
            if (rank > data.rank() || !partitions.isCompatibleWith(data.slice(0, rank))) {
                throw c.error("data.shape must start with partitions.shape, got data.shape = " + data
                        + ", partitions.shape = " + partitions);
            }
            slice = data.slice(rank, data.rank());
        }
        Tensor value = c.peek(1);
        if (value == null) {
            return Collections.nCopies((int) numPartitions, Shape.unknown(1).concat(slice));
        }
        long[] counts = new long[(int) numPartitions];
        for (int i = 0; i < value.size(); i++) {
            int part = value.buffer().ints()[i];
            if (part < 0 || part >= numPartitions) {
                throw c.error(NdIndex.name("partitions", value.shape(), i) + " = " + part + " is not in [0, "
                        + numPartitions + ")");
            }
            counts[part]++;
        }
        List<Shape> shapes = new ArrayList<>();
        for (long count : counts) {
            shapes.add(Shape.of(count).concat(slice));
        }
        return shapes;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = c.inputShape(1).size();
        int n = Strides.count(c.outputShape(0), 1, c.outputShape(0).rank());
        int[] next = new int[(int) numPartitions];
        return (inputs, outputs) -> {
            Arrays.fill(next, 0);
            for (int row = 0; row < rows; row++) {
                int part = inputs[1].ints()[row];
                System.arraycopy(inputs[0].array(), row * n, outputs[part].array(), next[part]++ * n, n);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output partitions = c.input(1);
        Output all = Range.of(scope, Const.of(scope, 0), Size.of(scope, partitions), Const.of(scope, 1));
        Output places = Reshape.of(scope, all, dev.lamina.op.array.Shape.of(scope, partitions));
        List<Output> upstream = new ArrayList<>();
        for (int i = 0; i < numPartitions; i++) {
            upstream.add(c.upstream(i));
        }
        Output stitched = DynamicStitch.ParallelDynamicStitch.of(
                scope, of(scope, places, partitions, (int) numPartitions), upstream);
        Output byData = Reshape.of(scope, stitched, dev.lamina.op.array.Shape.of(scope, c.input(0)));
        return Arrays.asList(byData, null);
    }

    static List<Sample> samples() {
        DynamicPartition op = new DynamicPartition(2);
        return List.of(
                Sample.of(op, new float[] {10, 20, 30, 40, 50}, new int[] {0, 0, 1, 1, 0})
                        .gives(new float[] {10, 20, 50}, new float[] {30, 40}),
                Sample.of(op, new float[][] {{1, 2}, {3, 4}}, new int[] {1, 0})
                        .gives(new float[][] {{3, 4}}, new float[][] {{1, 2}}),
                Sample.of(op, new float[] {7, 8}, 1)
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2)), new float[][] {{7, 8}}),
                Sample.rough(op, new String[] {"a", "b"}, new int[] {1, 1})
                        .gives(new String[0], new String[] {"a", "b"}),
                Sample.refused("partitions[1] = 2 is not in [0, 2)", op, new float[2], new int[] {0, 2}),
                Sample.refused("partitions[0] = -1 is not in [0, 2)", op, new float[2], new int[] {-1, 2}),
                Sample.refused(
                        "data.shape must start with partitions.shape, got data.shape = [2], partitions.shape = [3]",
                        op,
                        new float[2],
                        new int[3]));
    }
}
