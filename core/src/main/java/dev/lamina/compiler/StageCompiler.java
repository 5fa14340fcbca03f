package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.run.Claim;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a region through the passes: typing, simplification, kernels, fusion, assignment, emission. */
final class StageCompiler {
    private final Region region;
    private final Surroundings surroundings;

    /** A compiler of one program's stages. */
    StageCompiler(Region region, Surroundings surroundings) {
        this.region = region;
        this.surroundings = surroundings;
    }

    /**
     * The first stage.
     *
     * @param parameters where what is given will lie, of these shapes
     * @param constants what of it is the same in every run
     * @param dead which of it is not given at all
     */
    Stage first(List<Buffer> parameters, List<@Nullable Tensor> constants, BitSet dead) {
        List<Given> given = new ArrayList<>();
        @Nullable Buffer[] buffers = new Buffer[region.values()];
        for (int i = 0; i < parameters.size(); i++) {
            Buffer buffer = parameters.get(i);
            Value parameter = region.parameters().get(i);
            given.add(dead.get(i) ? Given.DEAD : new Given(buffer.shape(), constants.get(i)));
            // What a handle stands for lies where the variable does.
            buffers[parameter.number] = region.variable(parameter) == null ? buffer : null;
        }
        TypedRegion typed = Typing.of(region, given, surroundings.variables());
        return compile(typed, null, buffers, Computed.NOTHING);
    }

    /** The stage that goes on with what a run has given so far. */
    Stage next(Stage earlier) {
        TypedRegion typed = Typing.next(earlier.typed(), earlier::computed, surroundings.variables());
        @Nullable Buffer[] buffers = earlier.assigned.buffers();
        for (Instruction instruction : region.instructions()) {
            if (earlier.typed().isLate(instruction)) {
                for (Value output : instruction.outputs) {
                    buffers[output.number] = earlier.computed(output);
                }
            }
        }
        return compile(typed, earlier.assigned.simplified, buffers, earlier::computed);
    }

    private Stage compile(
            TypedRegion typed, @Nullable SimplifiedRegion earlier, @Nullable Buffer[] buffers, Computed computed) {
        Claim claim = new Claim(surroundings.memory());
        boolean isMade = false;
        try {
            claim.take(typed.constantBytes());
            SimplifiedRegion simplified = Simplification.of(typed, earlier, surroundings.variables());
            Kernels kernels = Kernels.of(simplified, computed, surroundings, claim);
            List<Group> groups = Fusion.of(simplified, kernels, !surroundings.checksNumerics());
            AssignedRegion assigned = Assignment.of(simplified, groups, kernels, buffers);
            claim.take(assigned.memory.bytes());
            claim.inRoom(
                    assigned.memory::allocate, full -> Exhaustion.ofHeap(simplified, assigned.memory.bytes(), full));
            Stage made = Emission.of(assigned, claim);
            isMade = true;
            return made;
        } finally {
            if (!isMade) {
                claim.drop();
            }
        }
    }
}
