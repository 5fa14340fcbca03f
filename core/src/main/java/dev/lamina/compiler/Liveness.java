package dev.lamina.compiler;

import dev.lamina.compiler.region.Exited;
import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Iterated;
import dev.lamina.compiler.region.Taken;
import dev.lamina.compiler.region.Value;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.control.ControlTrigger;
import dev.lamina.op.control.MergeOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import java.util.BitSet;
import java.util.List;

/**
 * Which instructions run, and which are dead, as far as it is known: what a predicate that the run computes decides waits for it, as
 * does what a shape depends on.
 */
final class Liveness {
    /** What is known of an instruction. */
    enum State {
        RUNS,
        DEAD,
        OPEN
    }

    /** By the number of a value, the parameters that are dead. */
    private final BitSet parameters;

    /** By the number of an instruction. */
    private final BitSet dead;

    /** Those of which a predicate is not known yet, and what depends on them. */
    private final BitSet open = new BitSet();

    private Liveness(BitSet parameters, BitSet dead) {
        this.parameters = parameters;
        this.dead = dead;
    }

    /** Of a region of which only the parameters are known. */
    static Liveness of(List<Value> parameters, List<Given> given) {
        Liveness liveness = new Liveness(new BitSet(), new BitSet());
        for (int i = 0; i < given.size(); i++) {
            liveness.parameters.set(parameters.get(i).number, given.get(i).isDead());
        }
        return liveness;
    }

    /** What is known now, for a later stage to go on from. */
    Liveness next() {
        return new Liveness(parameters, (BitSet) dead.clone());
    }

    boolean isDead(Value value) {
        return value.isParameter() ? parameters.get(value.number) : dead.get(value.producer);
    }

    boolean isDead(Instruction instruction) {
        return dead.get(instruction.number);
    }

    /** Finds out what can be told of an instruction from what comes before it, and notes it. */
    State settle(Instruction instruction) {
        if (parameters.isEmpty() && dead.isEmpty() && open.isEmpty()) {
            return State.RUNS;
        }
        State state = fromBefore(instruction);
        note(instruction, state);
        return state;
    }

    /** Notes what is known of an instruction. */
    void note(Instruction instruction, State state) {
        dead.set(instruction.number, state == State.DEAD);
        open.set(instruction.number, state == State.OPEN);
    }

    /** Says whether an instruction decides by itself, by the contents of an input, which has to be known. */
    static boolean decides(Instruction instruction) {
        return instruction.op instanceof Taken || instruction.op instanceof Exited;
    }

    /** The input by whose contents an instruction decides. */
    static Value decider(Instruction instruction) {
        return instruction.inputs.getLast();
    }

    /**
     * Says whether an instruction that decides runs, by the contents of what it decides by.
     *
     * @throws InvalidArgumentException if that is no single value
     */
    static boolean runs(Instruction instruction, Buffer contents) {
        if (contents.shape().rank() > 0) {
            throw new InvalidArgumentException(
                    instruction.op.name() + ": pred must have rank 0, but its shape is " + contents.shape());
        }
        return holds(contents) == (!(instruction.op instanceof Taken taken) || taken.when());
    }

    private static boolean holds(Buffer contents) {
        return contents.dtype() == DType.BOOL
                ? contents.bytes()[0] != 0
                : !(contents.objects()[0] instanceof Exited.Nothing);
    }

    private State fromBefore(Instruction instruction) {
        boolean controlIsOpen = instruction.controls.stream().anyMatch(each -> open.get(each.number));
        boolean controlIsDead = instruction.controls.stream().anyMatch(each -> dead.get(each.number));
        boolean isOpen = controlIsOpen || instruction.inputs.stream().anyMatch(this::isOpen);
        long deadInputs = instruction.inputs.stream().filter(this::isDead).count();
        boolean allAreDead = deadInputs == instruction.inputs.size();
        return switch (instruction.op) {
            case ControlTrigger _ -> controlIsOpen ? State.OPEN : State.RUNS;
            case MergeOp _ -> isOpen ? State.OPEN : allAreDead ? State.DEAD : State.RUNS;
            case Iterated _ -> isOpen ? State.OPEN : controlIsDead || allAreDead ? State.DEAD : State.RUNS;
            default -> deadInputs > 0 || controlIsDead ? State.DEAD : isOpen ? State.OPEN : State.RUNS;
        };
    }

    private boolean isOpen(Value value) {
        return !value.isParameter() && open.get(value.producer);
    }
}
