package dev.lamina.compiler;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a region through the passes: typing, simplification, kernels, fusion, assignment, emission. */
final class StageCompiler {
    private final Region region;
    private final VariableStore variables;
    private final boolean fuses;
    private final MemoryAccount memory;

    /**
     * A compiler of one program's stages.
     *
     * @param variables where operations keep their state
     * @param fuses whether operations are put together
     * @param memory pays for what the stages hold
     */
    StageCompiler(Region region, VariableStore variables, boolean fuses, MemoryAccount memory) {
        this.region = region;
        this.variables = variables;
        this.fuses = fuses;
        this.memory = memory;
    }

    /** The first stage, for these shapes of the parameters, whose arrays will be bound to these buffers. */
    Stage first(List<Buffer> parameters) {
        List<Shape> shapes = parameters.stream().map(Buffer::shape).toList();
        TypedRegion typed = Typing.of(region, shapes, variables);
        @Nullable Buffer[] buffers = new Buffer[region.values()];
        for (int i = 0; i < parameters.size(); i++) {
            buffers[region.parameters().get(i).number] = parameters.get(i);
        }
        return compile(typed, null, buffers, Computed.NOTHING);
    }

    /** The stage that goes on with what a run has given so far. */
    Stage next(Stage earlier) {
        TypedRegion typed = Typing.next(earlier.typed(), earlier::computed, variables);
        return compile(typed, earlier.assigned.simplified, earlier.assigned.buffers(), earlier::computed);
    }

    private Stage compile(
            TypedRegion typed, @Nullable SimplifiedRegion earlier, @Nullable Buffer[] buffers, Computed computed) {
        Claim claim = new Claim(memory);
        boolean isMade = false;
        try {
            claim.take(typed.constantBytes());
            SimplifiedRegion simplified = Simplification.of(typed, earlier, variables);
            Kernels kernels = Kernels.of(simplified, computed, variables, claim);
            List<Group> groups = Fusion.of(simplified, kernels, fuses);
            AssignedRegion assigned = Assignment.of(simplified, groups, kernels, buffers);
            claim.take(assigned.memory.bytes());
            claim.inRoom(
                    assigned.memory::allocate, full -> Exhaustion.ofHeap(simplified, assigned.memory.bytes(), full));
            Stage made = Emission.of(assigned, claim.bytes());
            isMade = true;
            return made;
        } finally {
            if (!isMade) {
                claim.drop();
            }
        }
    }
}
