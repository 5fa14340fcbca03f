package dev.lamina.op.flow;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input itself. Of a variable, its value at this moment. */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {"T: type"})
public record Identity() implements ComplexOp.Alike {
    /** Adds an identity. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new Identity(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public int aliasedInput() {
        return 0;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(c.upstream(0));
    }

    static List<Sample> samples() {
        float[] x = {1, -2, 3};
        return List.of(Sample.of(new Identity(), x).gives(x));
    }

    /** The input as it is at this moment: nothing here changes a value afterwards, so it is the input. */
    @OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: type")
    public record Snapshot() implements ComplexOp.Alike {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand input) {
            return scope.output(new Snapshot(), input);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return c.sameAsInput();
        }

        @Override
        public int aliasedInput() {
            return 0;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return List.of(c.upstream(0));
        }

        static List<Sample> samples() {
            float[] x = {1, -2, 3};
            return List.of(Sample.of(new Snapshot(), x).gives(x));
        }
    }

    /** The input, of which the one who builds the graph says that it is the same in all runs. */
    @OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: type", stateful = true)
    public record GuaranteeConst() implements ComplexOp.Alike {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand input) {
            return scope.output(new GuaranteeConst(), input);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return c.sameAsInput();
        }

        @Override
        public int aliasedInput() {
            return 0;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return List.of(c.upstream(0));
        }

        static List<Sample> samples() {
            float[] x = {1, -2, 3};
            return List.of(Sample.of(new GuaranteeConst(), x).gives(x));
        }
    }

    /** A copy of the input. */
    @OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: type", stateful = true)
    public record DeepCopy() implements ComplexOp.Alike {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand x) {
            return scope.output(new DeepCopy(), x);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return c.sameAsInput();
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return List.of(c.upstream(0));
        }

        static List<Sample> samples() {
            float[] x = {1, -2, 3};
            return List.of(Sample.of(new DeepCopy(), x).gives(x));
        }
    }
}
