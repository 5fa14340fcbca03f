package dev.lamina.compiler.region;

import dev.lamina.graph.Op.Access;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of reads and writes of variables within a run, where TensorFlow leaves it to chance:
 *
 * <ul>
 *   <li>what does not depend on a write (through inputs or control inputs) reads the value before it;
 *   <li>writes that do not depend on each other happen in the order in which the graph was built;
 *   <li>what can fail for reasons outside of the graph comes before the writes that it does not depend on.
 * </ul>
 *
 * <p>So all of a step's gradients come from the weights as they were before the step. A read shows the
 * variable's own elements where every use of it comes before the next write, and is a copy elsewhere.
 */
public final class VariableOrder {
    private final List<Instruction> instructions;
    private final List<List<Instruction>> users = new ArrayList<>();
    private final List<Set<Instruction>> predecessors = new ArrayList<>();
    private final BitSet copies = new BitSet();
    private final @Nullable VariableCell[] variables;

    private VariableOrder(Lowered lowered) {
        instructions = lowered.instructions();
        variables = lowered.variables().toArray(VariableCell[]::new);
        for (int i = 0; i < instructions.size(); i++) {
            users.add(new ArrayList<>());
            predecessors.add(new LinkedHashSet<>());
            copies.set(i, instructions.get(i).isCopy);
        }
        for (Instruction instruction : instructions) {
            for (Value input : instruction.inputs) {
                if (!input.isParameter()) {
                    users.get(input.producer).add(instruction);
                }
            }
            for (Instruction control : instruction.controls) {
                users.get(control.number).add(instruction);
            }
        }
    }

    /** The order within some instructions. */
    public static VariableOrder of(Lowered lowered) {
        VariableOrder order = new VariableOrder(lowered);
        order.establish();
        return order;
    }

    /** What comes before an instruction if it runs at all. */
    public List<Instruction> predecessors(Instruction instruction) {
        return List.copyOf(predecessors.get(instruction.number));
    }

    /** Says whether an instruction has to copy what it reads, because that changes before the last use. */
    public boolean copies(Instruction instruction) {
        return copies.get(instruction.number);
    }

    /** The variable of which a value is a reference, a handle or a view. */
    @Nullable
    public VariableCell variable(Value value) {
        return variables[value.number];
    }

    /** What an instruction does to the variable behind an input, if there is one. */
    public static Access access(Instruction instruction, int input, @Nullable VariableCell variable) {
        if (variable == null) {
            return Access.NONE;
        }
        if (!instruction.regions.isEmpty() && instruction.takesReference(input)) {
            return Access.NONE; // what its regions do to the variable is among its effects
        }
        return instruction.takesReference(input) ? instruction.op.access(input) : Access.READ;
    }

    public static boolean isWrite(Access access) {
        return access == Access.ASSIGN || access == Access.UPDATE;
    }

    private void establish() {
        Map<VariableCell, Set<Instruction>> readers = new LinkedHashMap<>();
        Map<VariableCell, Set<Instruction>> writers = new LinkedHashMap<>();
        List<Instruction> fallible = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.canFail()) {
                fallible.add(instruction);
            }
            for (int i = 0; i < instruction.inputs.size(); i++) {
                VariableCell variable = variable(instruction.inputs.get(i));
                Access access = access(instruction, i, variable);
                if (variable != null && access != Access.NONE) {
                    (isWrite(access) ? writers : readers)
                            .computeIfAbsent(variable, _ -> new LinkedHashSet<>())
                            .add(instruction);
                }
            }
            instruction.effects.forEach((variable, access) -> (isWrite(access) ? writers : readers)
                    .computeIfAbsent(variable, _ -> new LinkedHashSet<>())
                    .add(instruction));
        }
        writers.forEach((variable, all) -> {
            List<Instruction> earlier = new ArrayList<>(fallible);
            for (Instruction writer : all) {
                arrange(writer, readers.getOrDefault(variable, Set.of()), earlier);
                earlier.add(writer);
            }
        });
        for (Instruction instruction : instructions) {
            if (isView(instruction)) {
                variables[instruction.outputs.getFirst().number] =
                        variable(instruction.inputs.get(instruction.op.aliasedInput()));
            }
        }
    }

    private void arrange(Instruction writer, Set<Instruction> readers, List<Instruction> earlier) {
        BitSet after = reachable(writer);
        BitSet usedAfter = viewsUsedIn(readers, after);
        for (Instruction reader : readers) {
            if (isView(reader) && !after.get(reader.number) && usedAfter.get(reader.number)) {
                copies.set(reader.number);
                variables[reader.outputs.getFirst().number] = null;
            }
        }
        for (Instruction reader : readers) {
            if (!isView(reader)) {
                before(reader, writer, after);
            }
        }
        for (Instruction other : earlier) {
            before(other, writer, after);
        }
    }

    private void before(Instruction first, Instruction writer, BitSet after) {
        if (first != writer && !after.get(first.number)) {
            predecessors.get(writer.number).add(first);
            users.get(first.number).add(writer);
        }
    }

    /** A read that only shows the variable's elements: what uses it is what reads. */
    private boolean isView(Instruction instruction) {
        return !copies.get(instruction.number) && instruction.op.aliasedInput() >= 0;
    }

    /** The views that something in a set uses, directly or by way of other views. */
    private BitSet viewsUsedIn(Set<Instruction> readers, BitSet set) {
        BitSet used = new BitSet(instructions.size());
        for (Instruction view : List.copyOf(readers).reversed()) { // what uses a view comes after it
            if (isView(view)) {
                for (Instruction user : users.get(view.number)) {
                    if (user.inputs.contains(view.outputs.getFirst())
                            && (set.get(user.number) || (isView(user) && used.get(user.number)))) {
                        used.set(view.number);
                    }
                }
            }
        }
        return used;
    }

    /** What depends on an instruction, itself included. */
    private BitSet reachable(Instruction from) {
        BitSet reached = new BitSet(instructions.size());
        Deque<Instruction> open = new ArrayDeque<>();
        reached.set(from.number);
        open.push(from);
        while (!open.isEmpty()) {
            for (Instruction user : users.get(open.pop().number)) {
                if (!reached.get(user.number)) {
                    reached.set(user.number);
                    open.push(user);
                }
            }
        }
        return reached;
    }
}
