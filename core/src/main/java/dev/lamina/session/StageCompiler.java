package dev.lamina.session;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.Op.Access;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.FinishingKernel;
import dev.lamina.op.GradientReader;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a stage: infers, drops what nothing needs, assigns buffers, makes the kernels. */
final class StageCompiler {
    private static final int FOREVER = Integer.MAX_VALUE;

    private final Plan plan;
    private final BitSet done;
    private final Inference inference;
    private final List<Instruction> live = new ArrayList<>();
    private final Map<Value, Integer> lastUse = new HashMap<>();
    private final Memory memory = new Memory();
    private final Set<Value> owned = new HashSet<>();
    private final List<Runnable> steps = new ArrayList<>();
    private final Map<Instruction, Kernel> kernels = new HashMap<>();
    private final Map<VariableCell, Instruction> readers = new LinkedHashMap<>();
    private final Set<VariableCell> assigned = new HashSet<>();

    private StageCompiler(Plan plan, BitSet done, boolean isFirst) {
        this.plan = plan;
        this.done = done;
        this.inference = new Inference(plan, done, isFirst);
    }

    static Stage compile(Plan plan, @Nullable Stage parent) {
        BitSet done = parent == null ? new BitSet() : parent.done();
        return new StageCompiler(plan, done, parent == null).compile(parent);
    }

    private Stage compile(@Nullable Stage parent) {
        inference.run();
        if (inference.ready().isEmpty() && !inference.blocked().isEmpty() && parent != null) {
            throw Inference.undetermined(inference.blocked().getFirst());
        }
        findLive();
        for (Value fed : plan.fed) {
            if (fed.buffer == null) {
                fed.buffer = new Buffer(
                        fed.dtype,
                        fed.shape,
                        Buffer.allocate(fed.dtype, Shape.of(0)).storage());
            }
        }
        live.forEach(this::makeKernel);
        List<Cluster> clusters = Fusion.of(live, kernels, plan.fuses);
        findLastUses(clusters);
        for (int i = 0; i < clusters.size(); i++) {
            emit(clusters.get(i).members, i);
        }
        memory.allocate();
        BitSet nowDone = (BitSet) done.clone();
        nowDone.or(inference.ready());
        return new Stage(
                plan,
                parent,
                nowDone,
                steps,
                readers,
                inference.guards(),
                !inference.blocked().isEmpty());
    }

    /** What is fetched, targeted or needed by a later stage, and all that this needs; the rest is dropped. */
    private void findLive() {
        Deque<Instruction> open = new ArrayDeque<>();
        for (Value value : plan.fetched) {
            if (value != null) {
                need(value, open);
            }
        }
        open.addAll(plan.targets);
        for (Instruction blocked : inference.blocked()) {
            blocked.inputs.forEach(input -> need(input, open));
            open.addAll(blocked.controls);
        }
        BitSet needed = new BitSet();
        while (!open.isEmpty()) {
            Instruction instruction = open.pop();
            if (inference.ready().get(instruction.order) && !needed.get(instruction.order)) {
                needed.set(instruction.order);
                for (int i = 0; i < instruction.inputs.size(); i++) {
                    if (!instruction.op.needsShapeOnly(i)) {
                        need(instruction.inputs.get(i), open);
                    }
                }
                open.addAll(instruction.controls);
            }
        }
        plan.instructions.stream().filter(each -> needed.get(each.order)).forEach(live::add);
    }

    private static void need(Value value, Deque<Instruction> open) {
        Value real = value.resolve();
        if (real.constant == null && real.producer != null) {
            open.push(real.producer);
        }
    }

    private void findLastUses(List<Cluster> clusters) {
        for (int i = 0; i < clusters.size(); i++) {
            for (Instruction member : clusters.get(i).members) {
                for (Value input : member.inputs) {
                    lastUse.put(root(input), i);
                }
            }
        }
        for (Value value : plan.fetched) {
            if (value != null) {
                lastUse.put(root(value), FOREVER);
            }
        }
        for (Instruction blocked : inference.blocked()) {
            blocked.inputs.forEach(input -> lastUse.put(root(input), FOREVER));
        }
    }

    /** The value in whose storage this one lies. */
    private static Value root(Value value) {
        Value real = value.resolve();
        Instruction producer = real.producer;
        if (real.constant != null
                || producer == null
                || producer.aliasedInput() < 0
                || producer.outputs.getFirst() != real) {
            return real;
        }
        return root(producer.inputs.get(producer.aliasedInput()));
    }

    private void emit(List<Instruction> members, int position) {
        List<Step> made = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            emit(members, i, position, made);
        }
        if (made.size() > 1) {
            boolean hasHead = made.getFirst().kernel instanceof FinishingKernel;
            steps.add(new FusedSteps(
                    hasHead ? made.getFirst() : null,
                    hasHead ? made.subList(1, made.size()) : made,
                    !hasHead || isKept(made, position)));
        } else {
            steps.addAll(made);
        }
        for (Instruction member : members) {
            if (!isFolded(member)) {
                release(member, position);
            }
        }
    }

    /** Says whether what the product at the head gives is used for more than the gradient of the step behind it. */
    private boolean isKept(List<Step> steps, int position) {
        Value product = steps.getFirst().instruction.outputs.getFirst();
        Step follower = steps.get(1);
        return lastUse.getOrDefault(product, FOREVER) != position
                || !(follower.kernel instanceof GradientReader reader)
                || root(follower.instruction.inputs.get(reader.gradientInput())) != product;
    }

    private void emit(List<Instruction> members, int index, int position, List<Step> made) {
        Instruction instruction = members.get(index);
        if (isFolded(instruction)) {
            return;
        }
        checkVariables(instruction);
        for (int i = 0; i < instruction.inputs.size(); i++) {
            settle(instruction, i);
        }
        int aliased = instruction.aliasedInput();
        if (aliased >= 0) {
            Value output = instruction.outputs.getFirst();
            Buffer source = instruction.inputs.get(aliased).resolve().buffer();
            output.buffer = new Buffer(output.dtype, output.shape, source.storage());
        } else if (instruction.op instanceof VariableOp) {
            Value output = instruction.outputs.getFirst();
            VariableCell variable = output.variable;
            if (variable != null) {
                output.buffer = variable.buffer();
            }
        } else {
            assignOutputs(members, index, position);
            made.add(step(instruction));
        }
    }

    private static boolean isFolded(Instruction instruction) {
        return !instruction.outputs.isEmpty()
                && instruction.outputs.stream().allMatch(output -> output.constant != null || output.twin != null);
    }

    private void checkVariables(Instruction instruction) {
        for (int i = 0; i < instruction.inputs.size(); i++) {
            VariableCell variable = instruction.inputs.get(i).variable;
            Access access = instruction.access(i);
            if (variable != null
                    && (access == Access.READ || access == Access.UPDATE)
                    && !assigned.contains(variable)) {
                readers.putIfAbsent(variable, instruction);
            }
        }
        for (int i = 0; i < instruction.inputs.size(); i++) {
            if (instruction.access(i) == Access.ASSIGN && instruction.inputs.get(i).variable != null) {
                assigned.add(instruction.inputs.get(i).variable);
            }
        }
    }

    /** Gives an input that no step makes its buffer: a constant's own, an empty one where only the shape counts. */
    private static void settle(Instruction instruction, int index) {
        Value input = instruction.inputs.get(index).resolve();
        Tensor constant = input.constant;
        if (input.buffer == null && constant != null) {
            input.buffer = constant.buffer();
        } else if (input.buffer == null && instruction.op.needsShapeOnly(index)) {
            input.buffer = new Buffer(
                    input.dtype,
                    input.shape,
                    Buffer.allocate(input.dtype, Shape.of(0)).storage());
        }
    }

    private void assignOutputs(List<Instruction> members, int index, int position) {
        Instruction instruction = members.get(index);
        for (Value output : instruction.outputs) {
            if (output.variable != null) {
                output.buffer = instruction.inputs.getFirst().resolve().buffer();
                continue;
            }
            Value replaced = instruction.outputs.size() == 1 ? replaceable(members, index, output, position) : null;
            if (replaced == null) {
                output.buffer = memory.take(output.dtype, output.shape);
            } else {
                output.buffer =
                        new Buffer(output.dtype, output.shape, replaced.buffer().storage());
                owned.remove(replaced);
            }
            owned.add(output);
        }
    }

    /** An input whose storage the output can take over, because this is its last use. */
    private @Nullable Value replaceable(List<Instruction> members, int index, Value output, int position) {
        Instruction instruction = members.get(index);
        if (!instruction.op.canWorkInPlace()) {
            return null;
        }
        for (Value input : instruction.inputs) {
            Value root = root(input);
            if (owned.contains(root)
                    && lastUse.getOrDefault(root, FOREVER) == position
                    && !isUsedElsewhere(members, index, root)
                    && root.dtype == output.dtype
                    && root.shape.elements() == output.shape.elements()
                    && instruction.inputs.stream()
                            .allMatch(other ->
                                    root(other) != root || other.resolve().shape.equals(output.shape))) {
                return root;
            }
        }
        return null;
    }

    /** Says whether a member behind uses it, or it is an operand of the product at the head, which reads it as a whole. */
    private boolean isUsedElsewhere(List<Instruction> members, int index, Value root) {
        return members.subList(index + 1, members.size()).stream().anyMatch(each -> uses(each, root))
                || (index > 0
                        && kernels.get(members.getFirst()) instanceof FinishingKernel
                        && uses(members.getFirst(), root));
    }

    private static boolean uses(Instruction instruction, Value root) {
        return instruction.inputs.stream().anyMatch(input -> root(input) == root);
    }

    private void makeKernel(Instruction instruction) {
        if (isFolded(instruction) || instruction.aliasedInput() >= 0 || instruction.op instanceof VariableOp) {
            return;
        }
        try {
            kernels.put(
                    instruction,
                    instruction.op.kernel(
                            new MakingContext(instruction, plan.variables, value -> value.shape, this::content)));
        } catch (LaminaException e) {
            throw e.at(instruction.description);
        }
    }

    private Step step(Instruction instruction) {
        Buffer[] inputs = MakingContext.buffers(instruction.inputs);
        Buffer[] outputs = MakingContext.buffers(instruction.outputs);
        List<VariableCell> initialized = new ArrayList<>();
        for (int i = 0; i < inputs.length && instruction.access(i) == Access.ASSIGN; i++) {
            VariableCell variable = instruction.inputs.get(i).variable;
            if (variable != null) {
                initialized.add(variable);
            }
        }
        Kernel kernel = Objects.requireNonNull(kernels.get(instruction));
        return new Step(instruction, kernel, inputs, outputs, initialized.toArray(VariableCell[]::new));
    }

    private @Nullable Tensor content(Value value) {
        if (value.constant != null) {
            return value.constant;
        }
        return value.producer == null || done.get(value.producer.order)
                ? value.buffer().toTensor()
                : null;
    }

    private void release(Instruction instruction, int position) {
        for (Value input : instruction.inputs) {
            releaseAfter(root(input), position);
        }
        for (Value output : instruction.outputs) {
            releaseAfter(output, position);
        }
    }

    private void releaseAfter(Value value, int position) {
        if (lastUse.getOrDefault(value, position) == position && owned.remove(value)) {
            memory.free(value.buffer());
        }
    }
}
