package dev.lamina.op.random;

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
import dev.lamina.kernel.random.Philox;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key, of shape [1], and the counter, of shape [2], from which the numbers begin that two seeds stand for. */
@OpDef(
        inputs = "seed: Tseed",
        outputs = {"key: uint64", "counter: uint64"},
        attrs = "Tseed: {int32, int64} = int64")
public record StatelessRandomGetKeyCounter() implements Op {
    private static final Shape KEY = Shape.of(1);
    private static final Shape COUNTER = Shape.of(2);

    /** Adds key and counter. */
    public static List<Output> of(Scope scope, Operand seed) {
        return scope.node(new StatelessRandomGetKeyCounter(), List.of(seed)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Start.checkSeeds(c, 0);
        return List.of(KEY, COUNTER);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel();
    }

    private static Kernel kernel() {
        Philox start = new Philox(0, 0);
        return (inputs, outputs) -> {
            start.scramble(inputs[0].asLong(0), inputs[0].asLong(1));
            outputs[0].longs()[0] = start.key();
            outputs[1].longs()[0] = start.counterLow();
            outputs[1].longs()[1] = start.counterHigh();
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        StatelessRandomGetKeyCounter op = new StatelessRandomGetKeyCounter();
        return List.of(
                Sample.rough(op, new long[] {7, -8}),
                Sample.rough(op, new int[] {-1, 2}),
                Sample.refused("seed must have shape [2], not [3]", op, new int[3]));
    }

    /** The number of the algorithm: 1, which is Philox. */
    @OpDef(outputs = "alg: int32")
    public record StatelessRandomGetAlg() implements Op {
        /** Adds the number. */
        public static Output of(Scope scope) {
            return scope.output(new StatelessRandomGetAlg());
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(Shape.scalar());
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> outputs[0].ints()[0] = Start.PHILOX;
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            return List.of(Sample.rough(new StatelessRandomGetAlg()).gives(1));
        }
    }

    /** Key, counter and algorithm in one. */
    @OpDef(
            inputs = "seed: Tseed",
            outputs = {"key: uint64", "counter: uint64", "alg: int32"},
            attrs = "Tseed: {int32, int64} = int64")
    public record StatelessRandomGetKeyCounterAlg() implements Op {
        /** Adds key, counter and algorithm. */
        public static List<Output> of(Scope scope, Operand seed) {
            return scope.node(new StatelessRandomGetKeyCounterAlg(), List.of(seed))
                    .outputs();
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Start.checkSeeds(c, 0);
            return List.of(KEY, COUNTER, Shape.scalar());
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Kernel both = StatelessRandomGetKeyCounter.kernel();
            return (inputs, outputs) -> {
                both.run(inputs, outputs);
                outputs[2].ints()[0] = Start.PHILOX;
            };
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(new StatelessRandomGetKeyCounterAlg(), new long[] {1, 2}),
                    Sample.refused(
                            "seed must have shape [2], not [2,1]",
                            new StatelessRandomGetKeyCounterAlg(),
                            Tensor.zeros(DType.INT64, Shape.of(2, 1))));
        }
    }
}
