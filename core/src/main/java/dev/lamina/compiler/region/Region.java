package dev.lamina.compiler.region;

import dev.lamina.graph.Fetch;
import dev.lamina.graph.Op.Access;
import dev.lamina.graph.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program computes: an ordered list of instructions with parameters and results. It is made once for what is
 * fetched and fed, knows no shapes, and never changes.
 */
public final class Region {
    private final Lowered lowered;
    private final VariableOrder order;
    private final List<Instruction> inOrder;
    private final Map<VariableCell, Access> effects = new LinkedHashMap<>();

    public Region(Lowered lowered) {
        this.lowered = lowered;
        order = VariableOrder.of(lowered);
        inOrder = Schedule.of(lowered.instructions(), order);
        for (Instruction instruction : inOrder) {
            for (int i = 0; i < instruction.inputs.size(); i++) {
                VariableCell variable = variable(instruction.inputs.get(i));
                if (variable != null) {
                    join(effects, Map.of(variable, access(instruction, i)));
                }
            }
            join(effects, instruction.effects);
        }
    }

    /** Adds effects to others: a variable that is written in one place and read in another is written. */
    public static void join(Map<VariableCell, Access> all, Map<VariableCell, Access> more) {
        more.forEach((variable, access) -> {
            if (access != Access.NONE) {
                all.merge(
                        variable,
                        VariableOrder.isWrite(access) ? Access.UPDATE : Access.READ,
                        (one, other) -> one == Access.UPDATE ? one : other);
            }
        });
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
        return effects.containsValue(Access.UPDATE);
    }

    /** How many instructions it has, those of regions within it included. */
    public int size() {
        int size = inOrder.size();
        for (Instruction instruction : inOrder) {
            for (Region inner : instruction.regions) {
                size += inner.size();
            }
        }
        return size;
    }

    /** By variable, whether a run reads it only or changes it. */
    public Map<VariableCell, Access> effects() {
        return effects;
    }

    public List<Value> parameters() {
        return lowered.parameters();
    }

    /** The instructions, in an order in which they can run. */
    public List<Instruction> instructions() {
        return inOrder;
    }

    /** The results; {@code null} in the place of what only has to run. */
    public List<@Nullable Value> results() {
        return lowered.results();
    }

    /** What has to run although it gives no result. */
    public List<Instruction> targets() {
        return lowered.targets();
    }

    /** The number of values. */
    public int values() {
        return lowered.variables().size();
    }

    /** The instruction that makes a value, or {@code null} if it is a parameter. */
    @Nullable
    public Instruction producer(Value value) {
        return value.isParameter() ? null : lowered.instructions().get(value.producer);
    }

    /** The variable of which a value is a reference, a handle or a view. */
    @Nullable
    public VariableCell variable(Value value) {
        return order.variable(value);
    }

    /** What comes before an instruction if it runs at all. */
    public List<Instruction> predecessors(Instruction instruction) {
        return order.predecessors(instruction);
    }

    /** True if it must not show a variable's own elements, because they change before its result is used. */
    public boolean copies(Instruction instruction) {
        return order.copies(instruction);
    }

    /** The input whose elements an instruction's output shows without a copy, or -1. */
    public int aliasedInput(Instruction instruction) {
        return copies(instruction) ? -1 : instruction.op.aliasedInput();
    }

    /** What an instruction does to the variable behind an input. */
    public Access access(Instruction instruction, int input) {
        return VariableOrder.access(instruction, input, variable(instruction.inputs.get(input)));
    }

    /** The variables that have a value after an instruction, whatever they had before. */
    public List<VariableCell> assigned(Instruction instruction) {
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
    public boolean writes(Instruction instruction, VariableCell variable) {
        for (int i = 0; i < instruction.inputs.size(); i++) {
            if (variable(instruction.inputs.get(i)) == variable && VariableOrder.isWrite(access(instruction, i))) {
                return true;
            }
        }
        return VariableOrder.isWrite(instruction.effects.getOrDefault(variable, Access.NONE));
    }
}
