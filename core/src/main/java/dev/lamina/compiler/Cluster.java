package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.run.FusedSteps;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.RangeKernel;
import dev.lamina.op.kernel.FinishingKernel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A group in the making: instructions that run as one. */
final class Cluster {
    /** With a bound on it the time for all clusters grows with their number alone. */
    private static final int MOST_LOOKS = 500;

    private final List<Instruction> members = new ArrayList<>();

    /** What has to run before. */
    final Set<Cluster> before = new LinkedHashSet<>();

    /** The elements that every member computes, or -1 if nothing can follow the first. */
    private final long size;

    private final Region region;
    private final boolean isProduct;
    private final int first;
    private int last;

    /**
     * A cluster of one.
     *
     * @param position its place in the order of all instructions
     */
    Cluster(Instruction first, int position, SimplifiedRegion simplified, Kernels kernels) {
        TypedRegion typed = simplified.typed;
        region = typed.region;
        Kernel kernel = kernels.get(first);
        isProduct = kernel instanceof FinishingKernel;
        if (runsAlone(first, region)) {
            size = -1;
        } else if (isProduct) {
            size = typed.shape(first.outputs.getFirst()).elements();
        } else {
            size = kernel instanceof RangeKernel ranges && FusedSteps.RANGE % ranges.unit() == 0 ? ranges.size() : -1;
        }
        this.first = position;
        add(first, position);
    }

    /**
     * Says whether it shares no cluster, whatever its kernel is: a variable that is given its first value has
     * none before the whole of it is there, and only then does the step say that it has.
     */
    static boolean runsAlone(Instruction instruction, Region region) {
        return !region.assigned(instruction).isEmpty();
    }

    void add(Instruction instruction, int position) {
        members.add(instruction);
        last = position;
    }

    int first() {
        return first;
    }

    Group group() {
        return new Group(List.copyOf(members), isProduct);
    }

    /** Says whether an instruction of that kernel could run range by range behind the members. */
    boolean suits(Instruction instruction, RangeKernel kernel) {
        return size == kernel.size()
                && (isProduct ? kernel.unit() == 1 : FusedSteps.RANGE % kernel.unit() == 0)
                && !(isProduct && members.getFirst().inputs.stream().anyMatch(read -> changes(instruction, read)));
    }

    /** Says whether other instructions can follow the first at all. */
    boolean isOpen() {
        return size > 0;
    }

    private boolean changes(Instruction instruction, Value read) {
        VariableCell variable = region.variable(read);
        return variable != null && region.writes(instruction, variable);
    }

    /**
     * Says whether this runs after another, directly or not, as far as some hundred looks tell: where they do not, it may,
     * and that is what the answer is.
     */
    boolean mayFollow(Cluster other) {
        // What ended before the other began cannot follow it.
        if (last < other.first) {
            return false;
        }
        Set<Cluster> seen = new HashSet<>();
        Deque<Cluster> open = new ArrayDeque<>();
        open.add(this);
        int looks = 0;
        while (!open.isEmpty()) {
            for (Cluster earlier : open.pop().before) {
                looks++;
                if (earlier == other || looks > MOST_LOOKS) {
                    return true;
                }
                if (earlier.last > other.first && seen.add(earlier)) {
                    open.push(earlier);
                }
            }
        }
        return false;
    }
}
