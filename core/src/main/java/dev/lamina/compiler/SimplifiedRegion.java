package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A typed region without what is computed twice, what only copies its input, and what nothing needs. */
final class SimplifiedRegion {
    final TypedRegion typed;
    private final @Nullable Value[] twins;
    private final List<Instruction> live;
    private final List<Value> kept;

    /** What a pass has found; the array is its own from now on. */
    SimplifiedRegion(TypedRegion typed, @Nullable Value[] twins, List<Instruction> live, List<Value> kept) {
        this.typed = typed;
        this.twins = twins;
        this.live = List.copyOf(live);
        this.kept = List.copyOf(kept);
    }

    /** The value that is computed in the place of another, which would be the same; or the value itself. */
    Value resolve(Value value) {
        Value twin = twins[value.number];
        return twin == null ? value : twin;
    }

    /** A copy of the twins, by the numbers of the values, to go on from. */
    @Nullable
    Value[] twins() {
        return twins.clone();
    }

    /** The instructions of this stage whose results are needed, in order. */
    List<Instruction> live() {
        return live;
    }

    /** What is wanted after the stage: results of the region, and what a later stage needs. */
    List<Value> kept() {
        return kept;
    }

    /** Says whether all that an instruction gives is a constant or computed by another. */
    boolean isFolded(Instruction instruction) {
        return !instruction.outputs.isEmpty()
                && instruction.outputs.stream()
                        .allMatch(output -> typed.constant(output) != null || twins[output.number] != null);
    }
}
