package dev.lamina.compiler;

import dev.lamina.graph.Fetch;
import dev.lamina.graph.Op.Access;
import dev.lamina.graph.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program computes: an ordered list of instructions with parameters and results. It is made once for what is
 * fetched and fed, knows no shapes, and never changes.
 */
public final class Region {
    private final Lowered lowered;
    private final VariableOrder order;
    private final List<Instruction> inOrder;
    private final boolean writesVariables;

    Region(Lowered lowered) {
        this.lowered = lowered;
        order = VariableOrder.of(lowered);
        inOrder = Schedule.of(lowered.instructions(), order);
        writesVariables = inOrder.stream().anyMatch(this::writesAny);
    }

    /**
     * The region that gives some fetches.
     *
     * @param fetches operands, whose values are the results, and nodes that just run
     * @param fed what is given and need not be computed: the parameters
     * @param variables where the variables are that it reads and writes
     */
    public static Region of(List<? extends Fetch> fetches, List<Output> fed, VariableStore variables) {
        return new Region(Lowering.of(fetches, fed, variables));
    }

    /** Says whether a run changes a variable. */
    public boolean writesVariables() {
        return writesVariables;
    }

    /** How many instructions it has. */
    public int size() {
        return inOrder.size();
    }

    List<Value> parameters() {
        return lowered.parameters();
    }

    /** The instructions, in an order in which they can run. */
    List<Instruction> instructions() {
        return inOrder;
    }

    /** The results; {@code null} in the place of what only has to run. */
    List<@Nullable Value> results() {
        return lowered.results();
    }

    /** What has to run although it gives no result. */
    List<Instruction> targets() {
        return lowered.targets();
    }

    /** The number of values. */
    int values() {
        return lowered.variables().size();
    }

    /** The instruction that makes a value, or {@code null} if it is a parameter. */
    @Nullable
    Instruction producer(Value value) {
        return value.isParameter() ? null : lowered.instructions().get(value.producer);
    }

    /** The variable of which a value is a reference, a handle or a view. */
    @Nullable
    VariableCell variable(Value value) {
        return order.variable(value);
    }

    /** What comes before an instruction if it runs at all. */
    List<Instruction> predecessors(Instruction instruction) {
        return order.predecessors(instruction);
    }

    /** True if it must not show a variable's own elements, because they change before its result is used. */
    boolean copies(Instruction instruction) {
        return order.copies(instruction);
    }

    /** The input whose elements an instruction's output shows without a copy, or -1. */
    int aliasedInput(Instruction instruction) {
        return copies(instruction) ? -1 : instruction.op.aliasedInput();
    }

    /** What an instruction does to the variable behind an input. */
    Access access(Instruction instruction, int input) {
        return VariableOrder.access(instruction, input, variable(instruction.inputs.get(input)));
    }

    /** The variables that have a value after an instruction, whatever they had before. */
    List<VariableCell> assigned(Instruction instruction) {
        List<VariableCell> assigned = new ArrayList<>();
        for (int i = 0; i < instruction.inputs.size(); i++) {
            VariableCell variable = variable(instruction.inputs.get(i));
            if (variable != null && access(instruction, i) == Access.ASSIGN) {
                assigned.add(variable);
            }
        }
        return assigned;
    }

    /** Says whether an instruction changes a variable. */
    boolean writes(Instruction instruction, VariableCell variable) {
        for (int i = 0; i < instruction.inputs.size(); i++) {
            if (variable(instruction.inputs.get(i)) == variable && VariableOrder.isWrite(access(instruction, i))) {
                return true;
            }
        }
        return false;
    }

    private boolean writesAny(Instruction instruction) {
        for (int i = 0; i < instruction.inputs.size(); i++) {
            if (VariableOrder.isWrite(access(instruction, i))) {
                return true;
            }
        }
        return false;
    }
}
