package dev.lamina.op.state;

import dev.lamina.error.OutOfRangeException;
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
import dev.lamina.op.kernel.Resources;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds 1 to a variable that is a whole number; the output is what it was. So input pipelines count their epochs.
 *
 * <p>Error: {@code OutOfRange} if the variable has reached the limit, which it keeps.
 *
 * @param limit where counting ends
 */
@OpDef(
        inputs = "ref: Ref(T)",
        outputs = "output: T",
        attrs = {"limit: int", "T: {int32, int64}"},
        stateful = true)
public record CountUpTo(long limit) implements Op {
    /** Adds a count of the variable, a scalar. */
    public static Output of(Scope scope, Operand ref, long limit) {
        return scope.output(new CountUpTo(limit), ref);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(scalar(c, c.shape(0)));
    }

    private static Shape scalar(ShapeContext c, Shape variable) {
        if (!variable.isCompatibleWith(Shape.scalar())) {
            throw c.error("input must be a scalar, but the variable's shape is " + variable);
        }
        return Shape.scalar();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return counting(limit);
    }

    private static Kernel counting(long limit) {
        return (inputs, outputs) -> {
            Buffer variable = inputs[0];
            long count = variable.asLong(0);
            if (count >= limit) {
                throw new OutOfRangeException("Reached limit of " + limit);
            }
            outputs[0].copyFrom(variable);
            if (variable.dtype() == DType.INT32) {
                variable.ints()[0]++;
            } else {
                variable.longs()[0]++;
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new CountUpTo(4), 3).gives(3),
                Sample.rough(new CountUpTo(4), -1L).gives(-1L),
                Sample.refused("Reached limit of 4", new CountUpTo(4), 4L),
                Sample.refused("input must be a scalar", new CountUpTo(4), (Object) new int[] {1}));
    }

    /**
     * Adds 1 to the variable behind a resource, as {@link CountUpTo}.
     *
     * @param limit where counting ends
     */
    @OpDef(
            inputs = "resource: resource",
            outputs = "output: T",
            attrs = {"limit: int", "T: {int32, int64}"},
            stateful = true)
    public record ResourceCountUpTo(long limit, DType t) implements Op {
        /** Adds a count of the variable, a scalar of this type. */
        public static Output of(Scope scope, Operand resource, long limit, DType dtype) {
            return scope.output(new ResourceCountUpTo(limit, dtype), resource);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(scalar(c, Resources.shape(c, 0, t)));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return counting(limit);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(new ResourceCountUpTo(4, DType.INT32), 3).gives(3),
                    Sample.refused("Reached limit of 4", new ResourceCountUpTo(4, DType.INT64), 4L));
        }
    }
}
