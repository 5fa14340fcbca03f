package dev.lamina.op.arithmetic;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.AlignedKernel;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.op.kernel.VariantValue;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum of tensors of the same shape, from the first to the last; of lists of tensors element by element. */
@OpDef(
        inputs = "inputs: N * T",
        outputs = "sum: T",
        attrs = {
            "N: int >= 1",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, variant, complex64, complex128}"
        })
public record AddN() implements ComplexOp.ByParts {
    private static final int CHUNK = 1 << 12;

    /** Adds a sum of at least one tensor. */
    public static Output of(Scope scope, List<? extends Operand> inputs) {
        return scope.node(new AddN(), inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (c.inputs() == 0) {
            throw c.error("needs at least one input");
        }
        return Elementwise.same(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Add add = new Add();
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64 ->
                new Chunks(c, Elementwise.pair(c, add::floats, add::doubles, add::ints, add::longs));
            case VARIANT -> AddN::variants;
            default -> Widened.of(c, this::kernel);
        };
    }

    private static void variants(Buffer[] inputs, Buffer[] outputs) {
        for (int k = 0; k < outputs[0].size(); k++) {
            VariantValue sum = VariantValue.at(inputs[0], k);
            for (int i = 1; i < inputs.length; i++) {
                sum = sum.plus(VariantValue.at(inputs[i], k));
            }
            outputs[0].objects()[k] = sum;
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Collections.nCopies(c.node().inputs().size(), c.upstream(0));
    }

    /** The sums chunk by chunk, so that the partial sums stay in the cache. */
    private static final class Chunks implements Kernel, Parallel.Task {
        private final Loops.Pair add;
        private final int size;
        private final int tasks;
        private Buffer[] inputs = {};
        private Buffer[] outputs = {};

        private Chunks(KernelContext c, Loops.Pair add) {
            this.add = add;
            size = c.outputShape(0).size();
            tasks = (size + CHUNK - 1) / CHUNK;
        }

        @Override
        public void run(Buffer[] given, Buffer[] results) {
            if (given.length == 1) {
                results[0].copyFrom(given[0]);
                return;
            }
            inputs = given;
            outputs = results;
            if (size < AlignedKernel.PARALLEL_FROM) {
                for (int task = 0; task < tasks; task++) {
                    run(task);
                }
            } else {
                Parallel.run(tasks, this);
            }
        }

        @Override
        public void run(int task) {
            int at = task * CHUNK;
            int end = Math.min(size, at + CHUNK);
            Object sum = outputs[0].array();
            add.run(inputs[0].array(), inputs[1].array(), sum, at, end);
            for (int i = 2; i < inputs.length; i++) {
                add.run(sum, inputs[i].array(), sum, at, end);
            }
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new AddN(), new float[] {1, 2}, new float[] {10, 20}, new float[] {100, 200})
                        .gives(new float[] {111, 222}),
                Sample.of(new AddN(), new float[] {1, 2}).gives(new float[] {1, 2}),
                Sample.rough(new AddN(), new byte[] {100, 1}, new byte[] {100, 1})
                        .gives(new byte[] {-56, 2}),
                Sample.rough(new AddN(), 1L, 2L, 3L, 4L).gives(10L),
                Sample.refused("Incompatible shapes: [2] vs. [1]", new AddN(), new float[2], new float[1]));
    }

    /**
     * {@link AddN} of tensors of a shape that the attribute says in full.
     *
     * @param shape the shape of all inputs
     */
    @OpDef(
            inputs = "inputs: N * T",
            outputs = "sum: T",
            attrs = {
                "N: int >= 1",
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
                "shape: shape"
            })
    public record AccumulateNV2(Shape shape) implements ComplexOp.ByParts {
        /** Adds a sum of at least one tensor; the first tells the shape. */
        public static Output of(Scope scope, List<? extends Operand> inputs) {
            Shape shape = inputs.getFirst().asOutput().shape();
            return scope.node(new AccumulateNV2(shape), inputs).output(0);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape own = new AddN().shapes(c).getFirst();
            if (!own.isCompatibleWith(shape)) {
                throw c.error("Incompatible shapes: " + own + " vs. " + shape);
            }
            return List.of(own.merge(shape));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return new AddN().kernel(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return new AddN().gradient(c);
        }

        static List<Sample> samples() {
            AccumulateNV2 op = new AccumulateNV2(Shape.of(2));
            return List.of(
                    Sample.of(op, new float[] {1, 2}, new float[] {10, 20}, new float[] {100, 200})
                            .gives(new float[] {111, 222}),
                    Sample.rough(op, new byte[] {100, 1}, new byte[] {100, 1}).gives(new byte[] {-56, 2}),
                    Sample.refused("Incompatible shapes: [3] vs. [2]", op, new float[3], new float[3]));
        }
    }
}
