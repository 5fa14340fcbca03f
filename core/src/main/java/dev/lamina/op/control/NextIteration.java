package dev.lamina.op.control;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/** A tensor for the next iteration of a loop. */
@OpDef(
        inputs = "data: T",
        outputs = "output: T",
        attrs = {"T: type"})
public record NextIteration() implements NextIterationOp {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand data) {
        return scope.output(new NextIteration(), data);
    }

    /** The form whose tensor is a variable. */
    @OpDef(
            inputs = "data: Ref(T)",
            outputs = "output: Ref(T)",
            attrs = {"T: type"})
    public record RefNextIteration() implements NextIterationOp {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand data) {
            return scope.output(new RefNextIteration(), data);
        }

        static List<Sample> samples() {
            return outsideALoop(new RefNextIteration());
        }
    }

    static List<Sample> samples() {
        return outsideALoop(new NextIteration());
    }

    private static List<Sample> outsideALoop(NextIterationOp op) {
        return List.of(Sample.refused("is not within a loop", op, (Object) new float[] {1, 2}));
    }
}
