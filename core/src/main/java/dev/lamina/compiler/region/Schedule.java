package dev.lamina.compiler.region;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The order in which instructions run: that of building, except where reads and writes of variables ask for another. */
public final class Schedule {
    private Schedule() {}

    public static List<Instruction> of(List<Instruction> instructions, VariableOrder order) {
        int[] open = new int[instructions.size()];
        List<List<Instruction>> followers = new ArrayList<>();
        instructions.forEach(_ -> followers.add(new ArrayList<>()));
        for (Instruction instruction : instructions) {
            List<Instruction> before = new ArrayList<>(instruction.controls);
            before.addAll(order.predecessors(instruction));
            for (Value input : instruction.inputs) {
                if (!input.isParameter()) {
                    before.add(instructions.get(input.producer));
                }
            }
            open[instruction.number] = before.size();
            before.forEach(each -> followers.get(each.number).add(instruction));
        }
        PriorityQueue<Instruction> ready = new PriorityQueue<>(Comparator.comparingInt(each -> each.number));
        instructions.stream().filter(each -> open[each.number] == 0).forEach(ready::add);
        List<Instruction> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            Instruction next = ready.remove();
            sorted.add(next);
            for (Instruction follower : followers.get(next.number)) {
                if (--open[follower.number] == 0) {
                    ready.add(follower);
                }
            }
        }
        if (sorted.size() != instructions.size()) {
            throw new IllegalStateException("the order of the instructions has a cycle");
        }
        return List.copyOf(sorted);
    }
}
