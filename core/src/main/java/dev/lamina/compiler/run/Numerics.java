package dev.lamina.compiler.run;

import dev.lamina.compiler.region.VariableOrder;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Op.Access;
import dev.lamina.tensor.Buffer;
import java.util.stream.Collectors;

/** Finds the first operation that gives a NaN or an infinity. */
public final class Numerics {
    private Numerics() {}

    public static void check(Step step) {
        for (Buffer output : step.outputs) {
            check(step, output, "gave");
        }
        for (int i = 0; i < step.inputs.length; i++) {
            Access access = step.region.access(step.instruction, i);
            if (VariableOrder.isWrite(access)) {
                check(step, step.inputs[i], "left variable '" + step.instruction.inputs.get(i).name + "' with");
            }
        }
    }

    private static void check(Step step, Buffer buffer, String did) {
        if (!buffer.dtype().isDifferentiable()) {
            return;
        }
        for (int i = 0; i < buffer.size(); i++) {
            double real = buffer.realPart(i);
            double value = Double.isFinite(real) ? buffer.imaginaryPart(i) : real;
            if (!Double.isFinite(value)) {
                throw new InvalidArgumentException(
                                step.instruction.op.name() + " '" + step.instruction.name + "' " + did
                                        + " the first value that is not finite: " + value + " at index " + i
                                        + " of shape "
                                        + buffer.shape() + inputs(step),
                                "try a smaller learning rate, gradient clipping, or smaller initial weights")
                        .at(step.instruction.description);
            }
        }
    }

    /** The names of what it was computed from: finite unless it was fed, or else an earlier operation would be told of. */
    private static String inputs(Step step) {
        return step.instruction.inputs.isEmpty()
                ? ""
                : step.instruction.inputs.stream()
                        .map(input -> "'" + input.name + "'")
                        .collect(Collectors.joining(", ", ", of ", ""));
    }
}
