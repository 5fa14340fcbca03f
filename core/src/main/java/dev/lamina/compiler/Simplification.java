package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.graph.Op;
import dev.lamina.op.control.MergeOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pass that finds what is computed twice, what would only copy its input, and what nothing needs. */
final class Simplification {
    private record Computation(Op op, List<Value> inputs) {}

    private final TypedRegion typed;
    private final Region region;
    private final VariableStore variables;
    private final @Nullable Value[] twins;
    private final Map<Computation, Instruction> known = new HashMap<>();

    private Simplification(TypedRegion typed, @Nullable Value[] twins, VariableStore variables) {
        this.typed = typed;
        this.region = typed.region;
        this.twins = twins;
        this.variables = variables;
    }

    /**
     * Simplifies a stage.
     *
     * @param earlier the stage before, whose values may have twins already; {@code null} for the first
     */
    static SimplifiedRegion of(TypedRegion typed, @Nullable SimplifiedRegion earlier, VariableStore variables) {
        @Nullable Value[] twins = earlier == null ? new Value[typed.region.values()] : earlier.twins();
        Simplification pass = new Simplification(typed, twins, variables);
        for (Instruction instruction : typed.region.instructions()) {
            if (typed.isReady(instruction) && instruction.isPure() && !typed.region.copies(instruction)) {
                pass.share(instruction);
                pass.skip(instruction);
                pass.pass(instruction);
            }
        }
        List<Value> kept = pass.kept();
        return new SimplifiedRegion(typed, twins, pass.live(kept), kept);
    }

    private Value resolve(Value value) {
        Value twin = twins[value.number];
        return twin == null ? value : twin;
    }

    private void share(Instruction instruction) {
        List<Value> inputs = instruction.inputs.stream().map(this::resolve).toList();
        if (inputs.stream().anyMatch(input -> region.variable(input) != null)) {
            return;
        }
        Instruction first = known.putIfAbsent(new Computation(instruction.op, inputs), instruction);
        if (first != null) {
            for (int i = 0; i < instruction.outputs.size(); i++) {
                twins[instruction.outputs.get(i).number] = resolve(first.outputs.get(i));
            }
        }
    }

    /** Leaves out what would only copy its input. */
    private void skip(Instruction instruction) {
        int inputs = instruction.inputs.size();
        if (inputs < 2
                || instruction.outputs.size() != 1
                || isKnown(instruction.outputs.getFirst())
                || region.variable(instruction.inputs.getFirst()) != null
                || instruction.inputs.subList(1, inputs).stream().anyMatch(each -> typed.constant(each) == null)) {
            return;
        }
        var context =
                new MakingContext(region, instruction, typed, typed::constant, variables, new Workspaces(), _ -> {});
        if (instruction.op.isIdentity(context)) {
            twins[instruction.outputs.getFirst().number] = resolve(instruction.inputs.getFirst());
        }
    }

    /** Puts what a merge passes on in its place. */
    private void pass(Instruction instruction) {
        if (instruction.op instanceof MergeOp) {
            Value passed = instruction.inputs.get(typed.chosen(instruction));
            Value output = instruction.outputs.getFirst();
            if (region.variable(passed) == null && region.variable(output) == null && !isKnown(output)) {
                twins[output.number] = resolve(passed);
            }
        }
    }

    private boolean isKnown(Value output) {
        return typed.constant(output) != null || twins[output.number] != null;
    }

    private List<Value> kept() {
        List<Value> kept = new ArrayList<>();
        for (Value result : region.results()) {
            if (result != null) {
                kept.add(result);
            }
        }
        typed.blocked().forEach(blocked -> kept.addAll(blocked.inputs));
        return kept;
    }

    /** What is kept or targeted, and all that this needs. */
    private List<Instruction> live(List<Value> kept) {
        Deque<Instruction> open = new ArrayDeque<>();
        kept.forEach(value -> need(value, open));
        open.addAll(region.targets());
        typed.blocked().forEach(blocked -> open.addAll(blocked.controls));
        BitSet needed = new BitSet();
        while (!open.isEmpty()) {
            Instruction instruction = open.pop();
            if (typed.isReady(instruction) && !needed.get(instruction.number)) {
                needed.set(instruction.number);
                for (int i = 0; i < instruction.inputs.size(); i++) {
                    if (!instruction.needsShapeOnly(i)) {
                        need(instruction.inputs.get(i), open);
                    }
                }
                open.addAll(instruction.controls);
            }
        }
        return region.instructions().stream()
                .filter(each -> needed.get(each.number))
                .toList();
    }

    private void need(Value value, Deque<Instruction> open) {
        Value real = resolve(value);
        Instruction producer = region.producer(real);
        if (typed.constant(real) == null && producer != null) {
            open.push(producer);
        }
    }
}
