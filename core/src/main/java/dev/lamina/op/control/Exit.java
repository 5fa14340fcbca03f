package dev.lamina.op.control;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/** A tensor that comes out of a loop. */
@OpDef(
        inputs = "data: T",
        outputs = "output: T",
        attrs = {"T: type"})
public record Exit() implements ExitOp {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand data) {
        return scope.output(new Exit(), data);
    }

    /** The form whose tensor is a variable. */
    @OpDef(
            inputs = "data: Ref(T)",
            outputs = "output: Ref(T)",
            attrs = {"T: type"})
    public record RefExit() implements ExitOp {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand data) {
            return scope.output(new RefExit(), data);
        }

        static List<Sample> samples() {
            return outsideALoop(new RefExit());
        }
    }

    static List<Sample> samples() {
        return outsideALoop(new Exit());
    }

    private static List<Sample> outsideALoop(ExitOp op) {
        return List.of(Sample.refused("is not within a loop", op, (Object) new float[] {1, 2}));
    }
}
