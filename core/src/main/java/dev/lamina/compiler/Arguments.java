package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.run.LateBuffer;
import dev.lamina.compiler.run.MemoryAccount;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Storage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes into regions and comes out of them. */
final class Arguments {
    private Arguments() {}

    /** Empty places for what a region is given. */
    static List<Storage> storages(Region region) {
        return region.parameters().stream()
                .map(parameter -> new Storage(parameter.dtype.newArray(0)))
                .toList();
    }

    /**
     * Places for those outputs of an instruction whose shapes only a run tells.
     *
     * @param memory pays for their arrays
     */
    static @Nullable LateBuffer[] late(Instruction instruction, TypedRegion typed, MemoryAccount memory) {
        @Nullable LateBuffer[] late = new LateBuffer[instruction.outputs.size()];
        if (typed.isLate(instruction)) {
            for (int i = 0; i < late.length; i++) {
                late[i] = new LateBuffer(instruction.outputs.get(i).dtype, memory);
            }
        }
        return late;
    }

    /** Copies a result to where the output lies. */
    static void give(Buffer result, @Nullable LateBuffer late, Buffer output) {
        if (late != null) {
            late.set(result);
        } else {
            output.copyFrom(result);
        }
    }
}
