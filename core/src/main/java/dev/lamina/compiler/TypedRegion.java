package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A region for given shapes of its parameters: the shape of every value and, where it is the same in every run, its
 * elements. Where a shape depends on a value of the run, it is known up to there only, and {@link Typing#next} goes on.
 */
final class TypedRegion implements Types {
    final Region region;
    private final Shape[] shapes;
    private final @Nullable Tensor[] constants;
    private final BitSet before;
    private final BitSet ready;
    private final BitSet late;
    private final List<Instruction> blocked;
    private final List<Guard> guards;
    private final Liveness liveness;
    private final Map<Integer, Integer> chosen;
    private final long constantBytes;

    /** What a pass has found; the arrays are its own from now on. */
    TypedRegion(
            Region region,
            Shape[] shapes,
            @Nullable Tensor[] constants,
            BitSet before,
            BitSet ready,
            BitSet late,
            List<Instruction> blocked,
            List<Guard> guards,
            Liveness liveness,
            Map<Integer, Integer> chosen,
            long constantBytes) {
        this.region = region;
        this.shapes = shapes;
        this.constants = constants;
        this.before = before;
        this.ready = ready;
        this.late = late;
        this.blocked = List.copyOf(blocked);
        this.guards = List.copyOf(guards);
        this.liveness = liveness;
        this.chosen = chosen;
        this.constantBytes = constantBytes;
    }

    @Override
    public Shape shape(Value value) {
        return shapes[value.number];
    }

    @Override
    public @Nullable Tensor constant(Value value) {
        return constants[value.number];
    }

    /** Copies of the shapes, by the numbers of the values, to go on from. */
    Shape[] shapes() {
        return shapes.clone();
    }

    /** Copies of the constants, by the numbers of the values, to go on from. */
    @Nullable
    Tensor[] constants() {
        return constants.clone();
    }

    /** Says whether an instruction can run in this stage. */
    boolean isReady(Instruction instruction) {
        return ready.get(instruction.number);
    }

    /** Says whether an instruction of this stage tells the shapes of what it gives only when it has run. */
    boolean isLate(Instruction instruction) {
        return late.get(instruction.number);
    }

    /** Says whether a value is there when this stage has run: a parameter, or made by then. */
    boolean isThere(Value value) {
        return value.isParameter() || ready.get(value.producer) || before.get(value.producer);
    }

    /** The numbers of the instructions of this stage and of those before. */
    BitSet done() {
        BitSet done = (BitSet) before.clone();
        done.or(ready);
        return done;
    }

    /** What is known of what runs. */
    Liveness liveness() {
        return liveness;
    }

    /** Says whether nothing makes a value in this run, as the predicates say. */
    boolean isDead(Value value) {
        return liveness.isDead(value);
    }

    /** Which input a merge of this stage passes on. */
    int chosen(Instruction merge) {
        return Objects.requireNonNull(chosen.get(merge.number));
    }

    /** Says whether nothing at all can run in this stage. */
    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** The instructions that have to wait for a later stage. */
    List<Instruction> blocked() {
        return blocked;
    }

    /** What has to hold in another run for this stage to serve it as well. */
    List<Guard> guards() {
        return guards;
    }

    /** What the constants take that were computed for it. */
    long constantBytes() {
        return constantBytes;
    }
}
