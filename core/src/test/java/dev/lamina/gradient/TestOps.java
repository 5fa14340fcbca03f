package dev.lamina.gradient;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations as a user might write them. */
final class TestOps {
    private TestOps() {}

    /** It has no gradient. */
    @OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: type")
    record Opaque() implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            return c.sameAsInput();
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
        }
    }

    /** Its input twice; its gradient takes what comes by the second output alone. */
    @OpDef(
            inputs = "x: T",
            outputs = {"a: T", "b: T"},
            attrs = "T: type")
    record Fork() implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(c.shape(0), c.shape(0));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> {
                outputs[0].copyFrom(inputs[0]);
                outputs[1].copyFrom(inputs[0]);
            };
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return List.of(Identity.of(c.scope(), c.upstream(1)));
        }
    }

    /** Its gradient is of a wrong shape. */
    @OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: type")
    record Misshapen() implements Op {
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
            return List.of(Reshape.of(c.scope(), c.upstream(0), 1, -1));
        }
    }
}
