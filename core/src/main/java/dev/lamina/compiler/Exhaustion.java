package dev.lamina.compiler;

import dev.lamina.compiler.region.HeapExhaustion;
import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.run.Memory;
import dev.lamina.error.LaminaException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The errors of programs that ask for more memory than there is. */
final class Exhaustion {
    private Exhaustion() {}

    /** Refuses an instruction that reads or gives more elements than an array holds, or only the shape of such. */
    static void requireArrays(Instruction instruction, SimplifiedRegion simplified) {
        TypedRegion typed = simplified.typed;
        for (List<Value> values : List.of(instruction.inputs, instruction.outputs)) {
            for (Value value : values) {
                Value real = simplified.resolve(value);
                Instruction producer = typed.region.producer(real);
                if (producer != null
                        && typed.shape(real).isFullyDefined()
                        && !fitsArray(typed.shape(real), real.dtype)) {
                    throw tooLong(producer, real, typed);
                }
            }
        }
    }

    private static boolean fitsArray(Shape shape, DType type) {
        return shape.fitsArray() && shape.elements() <= Shape.MOST_ELEMENTS / type.width();
    }

    private static LaminaException tooLong(Instruction producer, Value output, Types types) {
        return new ResourceExhaustedException(
                        producer.op.name() + ": OOM when allocating tensor with shape" + types.shape(output)
                                + " and type "
                                + output.dtype + ", as an array holds at most "
                                + Shape.MOST_ELEMENTS / output.dtype.width() + " elements"
                                + " (inputs: " + types.shown(producer.inputs) + ")",
                        "see whether the inputs have the shapes you meant, or work on a part of them at a time")
                .at(producer.description);
    }

    /** The error for instructions whose buffers the heap does not hold. */
    static LaminaException ofHeap(SimplifiedRegion simplified, long bytes, OutOfMemoryError cause) {
        List<Instruction> instructions = simplified.live();
        TypedRegion typed = simplified.typed;
        Value largest = instructions.stream()
                .flatMap(instruction -> instruction.outputs.stream())
                .max(Comparator.comparingLong(value -> typed.shape(value).elements() * Memory.bytesOf(value.dtype)))
                .orElseThrow();
        LaminaException error = HeapExhaustion.of(
                (bytes >> 20) + " MiB for " + instructions.size() + " operations, the largest tensor with shape"
                        + typed.shape(largest) + " and type " + largest.dtype,
                cause);
        Instruction producer = typed.region.producer(largest);
        return producer == null ? error : error.at(producer.description);
    }

    /** The error for an instruction whose kernel needs more memory of its own than the heap holds. */
    static LaminaException ofWorkspace(Instruction instruction, Types types, OutOfMemoryError cause) {
        return HeapExhaustion.of(
                "the workspace of " + instruction.op.name() + " (inputs: " + types.shown(instruction.inputs)
                        + "; outputs: " + types.shown(instruction.outputs) + ")",
                cause);
    }

    /** The error for what was fetched, of which there is no room for a copy. */
    static LaminaException ofResult(@Nullable Instruction producer, Buffer result, OutOfMemoryError cause) {
        long bytes = (long) result.size() * Memory.bytesOf(result.dtype());
        LaminaException error = HeapExhaustion.of(
                "the copy of a result with shape" + result.shape() + " and type " + result.dtype() + ", "
                        + (bytes >> 20) + " MiB",
                "fetch less at a time, or start Java with a larger heap: -Xmx",
                cause);
        return producer == null ? error : error.at(producer.description);
    }
}
