package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.region.VariableOrder;
import dev.lamina.compiler.run.Claim;
import dev.lamina.compiler.run.FusedSteps;
import dev.lamina.compiler.run.Memory;
import dev.lamina.compiler.run.Step;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.Op.Access;
import dev.lamina.op.kernel.FinishingKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The last pass: a flat list of steps, each a kernel or several with the buffers they work on. */
final class Emission {
    private final AssignedRegion assigned;
    private final Region region;
    private final List<Runnable> steps = new ArrayList<>();
    private final List<Stage.Reader> readers = new ArrayList<>();
    private final Set<VariableCell> read = new HashSet<>();
    private final Set<VariableCell> initialized = new HashSet<>();

    /** The variables that a branch or a loop has given a value by then, or has not. */
    private final Set<VariableCell> uncertain = new HashSet<>();

    private Emission(AssignedRegion assigned) {
        this.assigned = assigned;
        this.region = assigned.simplified.typed.region;
    }

    /**
     * Makes a stage.
     *
     * @param claim what it takes of the session's memory
     */
    static Stage of(AssignedRegion assigned, Claim claim) {
        Emission pass = new Emission(assigned);
        assigned.groups.forEach(pass::emit);
        return new Stage(assigned, pass.steps, pass.readers, claim);
    }

    private void emit(Group group) {
        List<Step> made = new ArrayList<>();
        for (Instruction member : group.members()) {
            if (!assigned.simplified.isFolded(member)) {
                checkVariables(member);
            }
            Kernel kernel = assigned.kernels.get(member);
            if (kernel != null) {
                made.add(new Step(region, member, kernel, inputs(member), outputs(member)));
            }
        }
        if (made.size() > 1) {
            boolean hasHead = made.getFirst().kernel instanceof FinishingKernel;
            steps.add(new FusedSteps(
                    hasHead ? made.getFirst() : null,
                    hasHead ? made.subList(1, made.size()) : made,
                    !hasHead || assigned.keepsHead(group)));
        } else {
            steps.addAll(made);
        }
    }

    private void checkVariables(Instruction instruction) {
        for (int i = 0; i < instruction.inputs.size(); i++) {
            VariableCell variable = region.variable(instruction.inputs.get(i));
            Access access = region.access(instruction, i);
            if (variable != null
                    && (access == Access.READ || access == Access.UPDATE)
                    && !initialized.contains(variable)
                    && read.add(variable)) {
                int before = uncertain.contains(variable) ? steps.size() : 0;
                readers.add(new Stage.Reader(variable, instruction, before));
            }
        }
        initialized.addAll(region.assigned(instruction));
        instruction.effects.forEach((variable, access) -> {
            if (VariableOrder.isWrite(access)) {
                uncertain.add(variable);
            }
        });
    }

    private Buffer[] inputs(Instruction instruction) {
        Buffer[] buffers = new Buffer[instruction.inputs.size()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = input(instruction, i);
        }
        return buffers;
    }

    /** Where an input lies; an empty place where only the shape counts, or not even that. */
    private Buffer input(Instruction instruction, int index) {
        Value input = instruction.inputs.get(index);
        if (assigned.simplified.typed.isDead(input)) {
            return Memory.withoutElements(input.dtype, Shape.of(0));
        }
        Buffer buffer = assigned.buffer(input);
        if (buffer != null) {
            return buffer;
        }
        if (instruction.needsShapeOnly(index)) {
            return Memory.withoutElements(input.dtype, assigned.simplified.typed.shape(input));
        }
        VariableCell variable = region.variable(input);
        if (variable != null && region.access(instruction, index) == Access.NONE) {
            return Memory.withoutElements(variable.dtype(), Shape.of(0));
        }
        throw new IllegalStateException("no buffer for " + input);
    }

    private Buffer[] outputs(Instruction instruction) {
        Buffer[] buffers = new Buffer[instruction.outputs.size()];
        for (int i = 0; i < buffers.length; i++) {
            Buffer buffer = assigned.buffer(instruction.outputs.get(i));
            VariableCell variable = region.variable(instruction.outputs.get(i));
            if (buffer == null && variable != null) {
                buffer = Memory.withoutElements(variable.dtype(), Shape.of(0)); // a handle: its shape is not known yet
            }
            if (buffer == null) {
                throw new IllegalStateException("no buffer for " + instruction.outputs.get(i));
            }
            buffers[i] = buffer;
        }
        return buffers;
    }
}
