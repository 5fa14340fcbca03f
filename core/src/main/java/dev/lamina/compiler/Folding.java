package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.run.Memory;
import dev.lamina.graph.Op;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Computes an instruction whose result is the same in every run, while the program is compiled. */
final class Folding {
    /** Constants beyond this size are computed in each run rather than kept. */
    private static final int FOLD_UP_TO = 1 << 20;

    private Folding() {}

    /**
     * The constants that an instruction gives, by output, or {@code null} where it has to run.
     *
     * @param context what its kernel is made for
     * @param types what is known of its inputs and of the shapes of its outputs
     */
    static Tensor @Nullable [] fold(Instruction instruction, MakingContext context, Types types) {
        Op op = instruction.op;
        Tensor constant = op.constant();
        if (constant != null) {
            return new Tensor[] {constant};
        }
        Buffer[] inputs = inputs(instruction, types);
        if (inputs == null || instruction.outputs.isEmpty() || elements(instruction, types) > FOLD_UP_TO) {
            return null;
        }
        Buffer[] outputs = instruction.outputs.stream()
                .map(output -> Buffer.allocate(output.dtype, types.shape(output)))
                .toArray(Buffer[]::new);
        ComplexOp.kernel(op, context).run(inputs, outputs);
        Tensor[] constants = new Tensor[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            constants[i] = outputs[i].toTensor();
        }
        return constants;
    }

    private static long elements(Instruction instruction, Types types) {
        long elements = 0;
        for (Value output : instruction.outputs) {
            Shape shape = types.shape(output);
            elements += shape.fitsArray() ? shape.elements() : Integer.MAX_VALUE;
        }
        return elements;
    }

    /** The inputs, or {@code null} if not all of them are constants. */
    private static Buffer @Nullable [] inputs(Instruction instruction, Types types) {
        Buffer[] inputs = new Buffer[instruction.inputs.size()];
        for (int i = 0; i < inputs.length; i++) {
            Value input = instruction.inputs.get(i);
            Tensor constant = types.constant(input);
            if (!types.shape(input).fitsArray()) {
                return null;
            }
            if (instruction.needsShapeOnly(i)) {
                inputs[i] = Memory.withoutElements(input.dtype, types.shape(input));
            } else if (constant != null) {
                inputs[i] = constant.buffer();
            } else {
                return null;
            }
        }
        return inputs;
    }
}
