package dev.lamina.session;

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
final class VariableOrder {
    private final List<List<Instruction>> users = new ArrayList<>();
    private final List<Instruction> instructions;

    private VariableOrder(List<Instruction> instructions) {
        this.instructions = instructions;
        for (int i = 0; i < instructions.size(); i++) {
            users.add(new ArrayList<>());
        }
        for (Instruction instruction : instructions) {
            for (Value input : instruction.inputs) {
                if (input.producer != null) {
                    users.get(input.producer.order).add(instruction);
                }
            }
            for (Instruction control : instruction.controls) {
                users.get(control.order).add(instruction);
            }
        }
    }

    /** Adds what the order needs to the instructions' predecessors. */
    static void establish(List<Instruction> instructions) {
        Map<VariableCell, Set<Instruction>> readers = new LinkedHashMap<>();
        Map<VariableCell, Set<Instruction>> writers = new LinkedHashMap<>();
        List<Instruction> fallible = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.op.canFail()) {
                fallible.add(instruction);
            }
            for (int i = 0; i < instruction.inputs.size(); i++) {
                VariableCell variable = instruction.inputs.get(i).variable;
                Access access = instruction.access(i);
                if (variable != null && access != Access.NONE) {
                    (Instruction.isWrite(access) ? writers : readers)
                            .computeIfAbsent(variable, _ -> new LinkedHashSet<>())
                            .add(instruction);
                }
            }
        }
        VariableOrder order = new VariableOrder(instructions);
        writers.forEach((variable, all) -> {
            List<Instruction> earlier = new ArrayList<>(fallible);
            for (Instruction writer : all) {
                order.arrange(writer, readers.getOrDefault(variable, Set.of()), earlier);
                earlier.add(writer);
            }
        });
        for (Instruction instruction : instructions) {
            if (isView(instruction)) {
                instruction.outputs.getFirst().variable = instruction.inputs.get(instruction.aliasedInput()).variable;
            }
        }
    }

    private void arrange(Instruction writer, Set<Instruction> readers, List<Instruction> earlier) {
        BitSet after = reachable(writer);
        BitSet usedAfter = viewsUsedIn(readers, after);
        for (Instruction reader : readers) {
            if (isView(reader) && !after.get(reader.order) && usedAfter.get(reader.order)) {
                reader.copies = true;
                reader.outputs.getFirst().variable = null;
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
        if (first != writer && !after.get(first.order)) {
            writer.predecessors.add(first);
            users.get(first.order).add(writer);
        }
    }

    /** A read that only shows the variable's elements: what uses it is what reads. */
    private static boolean isView(Instruction instruction) {
        return instruction.aliasedInput() >= 0;
    }

    /** The views that something in a set uses, directly or by way of other views. */
    private BitSet viewsUsedIn(Set<Instruction> readers, BitSet set) {
        BitSet used = new BitSet(instructions.size());
        for (Instruction view : List.copyOf(readers).reversed()) { // what uses a view comes after it
            if (isView(view)) {
                for (Instruction user : users.get(view.order)) {
                    if (user.inputs.contains(view.outputs.getFirst())
                            && (set.get(user.order) || (isView(user) && used.get(user.order)))) {
                        used.set(view.order);
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
        reached.set(from.order);
        open.push(from);
        while (!open.isEmpty()) {
            for (Instruction user : users.get(open.pop().order)) {
                if (!reached.get(user.order)) {
                    reached.set(user.order);
                    open.push(user);
                }
            }
        }
        return reached;
    }
}
