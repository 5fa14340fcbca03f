package dev.lamina.session;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.Op.Access;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.kernel.FinishingKernel;
import dev.lamina.op.kernel.GradientReader;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a stage: infers, drops what nothing needs, assigns buffers, makes the kernels. */
final class StageCompiler {
    private final Plan plan;
    private final BitSet done;
    private final Inference inference;
    private final List<Instruction> live = new ArrayList<>();
    private final List<Runnable> steps = new ArrayList<>();
    private final Map<Instruction, Kernel> kernels = new HashMap<>();
    private final Map<VariableCell, Instruction> readers = new LinkedHashMap<>();
    private final Set<VariableCell> assigned = new HashSet<>();

    /** What the stage takes of the session's memory. */
    private long bytes;

    private StageCompiler(Plan plan, BitSet done, boolean isFirst) {
        this.plan = plan;
        this.done = done;
        this.inference = new Inference(plan, done, isFirst, this::take);
    }

    static Stage compile(Plan plan, @Nullable Stage parent) {
        BitSet done = parent == null ? new BitSet() : parent.done();
        StageCompiler compiler = new StageCompiler(plan, done, parent == null);
        boolean isMade = false;
        try {
            Stage made = compiler.compile(parent);
            isMade = true;
            return made;
        } finally {
            if (!isMade) {
                plan.memory.take(-compiler.bytes);
            }
        }
    }

    private void take(long more) {
        bytes += more;
        plan.memory.take(more);
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
        BufferAssignment buffers = new BufferAssignment(clusters, kept(), kernels);
        for (int i = 0; i < clusters.size(); i++) {
            emit(clusters.get(i).members, i, buffers);
        }
        take(buffers.bytes());
        allocate(buffers);
        BitSet nowDone = (BitSet) done.clone();
        nowDone.or(inference.ready());
        return new Stage(
                plan,
                parent,
                nowDone,
                steps,
                readers,
                inference.guards(),
                bytes,
                !inference.blocked().isEmpty());
    }

    private void allocate(BufferAssignment buffers) {
        Runnable allocation = () -> {
            try {
                buffers.allocate();
            } catch (OutOfMemoryError full) {
                buffers.drop();
                throw full;
            }
        };
        inRoom(allocation, full -> Exhaustion.ofHeap(live, buffers.bytes(), full));
    }

    /** Does what allocates; if the heap is full, once more without what other programs hold, which may be what is missing. */
    private void inRoom(Runnable allocation, Function<OutOfMemoryError, LaminaException> error) {
        long before = bytes;
        try {
            allocation.run();
        } catch (OutOfMemoryError full) {
            take(before - bytes);
            plan.memory.makeAllRoom();
            try {
                allocation.run();
            } catch (OutOfMemoryError stillFull) {
                throw error.apply(stillFull);
            }
        }
    }

    /** What is fetched, targeted or needed by a later stage, and all that this needs; the rest is dropped. */
    private void findLive() {
        Deque<Instruction> open = new ArrayDeque<>();
        kept().forEach(value -> need(value, open));
        open.addAll(plan.targets);
        inference.blocked().forEach(blocked -> open.addAll(blocked.controls));
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

    /** What is wanted after the stage: fetched, or needed by a later stage. */
    private List<Value> kept() {
        List<Value> kept = new ArrayList<>();
        for (Value value : plan.fetched) {
            if (value != null) {
                kept.add(value);
            }
        }
        inference.blocked().forEach(blocked -> kept.addAll(blocked.inputs));
        return kept;
    }

    private void emit(List<Instruction> members, int position, BufferAssignment buffers) {
        List<Step> made = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Step step = emit(members, i, position, buffers);
            if (step != null) {
                made.add(step);
            }
        }
        if (made.size() > 1) {
            boolean hasHead = made.getFirst().kernel instanceof FinishingKernel;
            steps.add(new FusedSteps(
                    hasHead ? made.getFirst() : null,
                    hasHead ? made.subList(1, made.size()) : made,
                    !hasHead || isKept(made, position, buffers)));
        } else {
            steps.addAll(made);
        }
        for (Instruction member : members) {
            if (!isFolded(member)) {
                buffers.release(member, position);
            }
        }
    }

    /** Says whether what the product at the head gives is used for more than the gradient of the step behind it. */
    private static boolean isKept(List<Step> steps, int position, BufferAssignment buffers) {
        Value product = steps.getFirst().instruction.outputs.getFirst();
        Step follower = steps.get(1);
        return !buffers.isLastUse(product, position)
                || !(follower.kernel instanceof GradientReader reader)
                || buffers.root(follower.instruction.inputs.get(reader.gradientInput())) != product;
    }

    /** The step of a cluster's member, or {@code null} if there is nothing to run. */
    private @Nullable Step emit(List<Instruction> members, int index, int position, BufferAssignment buffers) {
        Instruction instruction = members.get(index);
        if (isFolded(instruction)) {
            return null;
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
            buffers.assignOutputs(members, index, position);
            return step(instruction);
        }
        return null;
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
        assigned.addAll(instruction.assigned());
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

    private void makeKernel(Instruction instruction) {
        if (isFolded(instruction) || instruction.aliasedInput() >= 0 || instruction.op instanceof VariableOp) {
            return;
        }
        Exhaustion.requireArrays(instruction);
        try {
            var context =
                    new MakingContext(instruction, plan.variables, value -> value.shape, this::content, this::take);
            inRoom(
                    () -> kernels.put(instruction, instruction.op.kernel(context)),
                    full -> Exhaustion.ofWorkspace(instruction, full));
        } catch (LaminaException e) {
            throw e.at(instruction.description);
        }
    }

    private Step step(Instruction instruction) {
        Buffer[] inputs = MakingContext.buffers(instruction.inputs);
        Buffer[] outputs = MakingContext.buffers(instruction.outputs);
        VariableCell[] initialized = instruction.assigned().toArray(VariableCell[]::new);
        Kernel kernel = Objects.requireNonNull(kernels.get(instruction));
        return new Step(instruction, kernel, inputs, outputs, initialized);
    }

    private @Nullable Tensor content(Value value) {
        if (value.constant != null) {
            return value.constant;
        }
        return value.producer == null || done.get(value.producer.order)
                ? value.buffer().toTensor()
                : null;
    }
}
