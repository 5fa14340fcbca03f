package dev.lamina.op.control;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * A tensor that goes into a loop.
 *
 * @param frameName the loop's name
 * @param isConstant whether every iteration is given it, and not only the first one
 * @param parallelIterations kept for TensorFlow
 */
@OpDef(
        inputs = "data: T",
        outputs = "output: T",
        attrs = {"T: type", "frame_name: string", "is_constant: bool = false", "parallel_iterations: int = 10"})
public record Enter(String frameName, boolean isConstant, long parallelIterations) implements EnterOp {
    /** Adds what is given to the first iteration. */
    public static Output of(Scope scope, Operand data, String frameName) {
        return scope.output(new Enter(frameName, false, 10), data);
    }

    /** Adds what is given to every iteration. */
    public static Output constant(Scope scope, Operand data, String frameName) {
        return scope.output(new Enter(frameName, true, 10), data);
    }

    /**
     * The form whose tensor is a variable, which the loop may change.
     *
     * @param frameName the loop's name
     * @param isConstant whether every iteration is given it, and not only the first one
     * @param parallelIterations kept for TensorFlow
     */
    @OpDef(
            inputs = "data: Ref(T)",
            outputs = "output: Ref(T)",
            attrs = {"T: type", "frame_name: string", "is_constant: bool = false", "parallel_iterations: int = 10"})
    public record RefEnter(String frameName, boolean isConstant, long parallelIterations) implements EnterOp {
        /** Adds what is given to every iteration. */
        public static Output of(Scope scope, Operand data, String frameName) {
            return scope.output(new RefEnter(frameName, true, 10), data);
        }

        static List<Sample> samples() {
            return entered(new RefEnter("while", true, 10));
        }
    }

    static List<Sample> samples() {
        return entered(new Enter("while", false, 10));
    }

    private static List<Sample> entered(EnterOp op) {
        float[] data = {1, 2};
        return List.of(Sample.rough(op, (Object) data).gives((Object) data));
    }
}
