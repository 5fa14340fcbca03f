package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.error.LaminaException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** What a stage was compiled for, of the values that a run has given before it. */
sealed interface Guard {
    /** Says whether the values that lie there now give the same. */
    boolean holds(Region region, Types types, Computed computed);

    /**
     * The shapes that its inputs' values gave an instruction, and the contents that its kernel is made for.
     *
     * @param instruction whose shape rule looked at values of the run
     * @param shapes what the rule gave
     * @param asked the values that the kernel is made for
     * @param contents what they were
     */
    record OfRule(Instruction instruction, List<Shape> shapes, List<Value> asked, List<Tensor> contents)
            implements Guard {
        @Override
        public boolean holds(Region region, Types types, Computed computed) {
            for (int i = 0; i < asked.size(); i++) {
                Buffer buffer = computed.buffer(asked.get(i));
                if (buffer == null || !buffer.toTensor().equals(contents.get(i))) {
                    return false;
                }
            }
            try {
                return instruction
                        .op
                        .shapes(new RuleContext(region, instruction, types, computed))
                        .equals(shapes);
            } catch (LaminaException e) {
                throw e.at(instruction.description);
            }
        }
    }

    /** Whether an instruction runs, as the contents of a value say. */
    record OfLife(Instruction instruction, boolean runs) implements Guard {
        @Override
        public boolean holds(Region region, Types types, Computed computed) {
            Buffer buffer = computed.buffer(Liveness.decider(instruction));
            return buffer != null && Liveness.runs(instruction, buffer) == runs;
        }
    }

    /** The shape of a value that only its run told. */
    record OfShape(Value value, Shape shape) implements Guard {
        @Override
        public boolean holds(Region region, Types types, Computed computed) {
            Buffer buffer = computed.buffer(value);
            return buffer != null && buffer.shape().equals(shape);
        }
    }
}
