package dev.lamina.session;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.Op;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The pass that finds the concrete shapes, computes what is the same in every run, and finds what is
 * computed twice.
 *
 * <p>It stops where a shape depends on a value that only the run gives: what it got so far is a stage,
 * and the next one begins when that value is there.
 */
final class Inference {
    /** Constants beyond this size are computed in each run rather than kept. */
    private static final int FOLD_UP_TO = 1 << 20;

    private record Computation(Op op, List<Value> inputs) {}

    private final Plan plan;
    private final BitSet done;
    private final boolean isFirst;
    private final LongConsumer memory;
    private final BitSet ready = new BitSet();
    private final Map<Computation, Instruction> known = new HashMap<>();
    private final List<Instruction> blocked = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();

    /**
     * One that has not begun.
     *
     * @param done the instructions of the stages before
     * @param isFirst whether there are none
     * @param memory is told what the constants take that it computes
     */
    Inference(Plan plan, BitSet done, boolean isFirst, LongConsumer memory) {
        this.plan = plan;
        this.done = done;
        this.isFirst = isFirst;
        this.memory = memory;
    }

    /** Infers all that can be inferred now. */
    void run() {
        for (Instruction instruction : plan.instructions) {
            if (!done.get(instruction.order)) {
                try {
                    infer(instruction);
                } catch (LaminaException e) {
                    throw e.at(instruction.description);
                }
            }
        }
    }

    /** The instructions that can run now. */
    BitSet ready() {
        return ready;
    }

    /** The instructions that have to wait for a later stage. */
    List<Instruction> blocked() {
        return blocked;
    }

    /** What has to hold in another run for this stage to serve it as well. */
    List<Guard> guards() {
        return guards;
    }

    private void infer(Instruction instruction) {
        if (instruction.op instanceof Placeholder placeholder) {
            placeholder.kernel(context(instruction));
        }
        settleVariables(instruction);
        RuleContext rule = new RuleContext(instruction, this::isComputed);
        List<Shape> shapes = instruction.op.shapes(rule);
        boolean isVariable = instruction.op instanceof VariableOp;
        boolean isDefined = true;
        for (int i = 0; i < shapes.size(); i++) {
            Value output = instruction.outputs.get(i);
            output.shape = shapes.get(i);
            if (isVariable) {
                showVariable(output);
            } else {
                isDefined &= shapes.get(i).isFullyDefined();
            }
        }
        if (!isDefined || rule.missedValue() || !inputsAreReady(instruction)) {
            blocked.add(instruction);
            return;
        }
        addGuard(instruction, rule, shapes);
        ready.set(instruction.order);
        if (!instruction.isStateful && instruction.controls.isEmpty() && !instruction.copies) {
            fold(instruction);
            share(instruction);
            skip(instruction);
        }
    }

    /** A variable without a shape takes that of the first value it is given. */
    private static void settleVariables(Instruction instruction) {
        if (instruction.inputs.size() == 2 && instruction.access(0) == Op.Access.ASSIGN) {
            VariableCell variable = instruction.inputs.get(0).variable;
            Value value = instruction.inputs.get(1).resolve();
            if (variable != null && value.shape.isFullyDefined()) {
                variable.settle(value.shape);
                Value reference = instruction.inputs.get(0);
                showVariable(reference);
                if (reference.buffer == null) {
                    reference.buffer = variable.buffer();
                }
            }
        }
    }

    private static void showVariable(Value output) {
        VariableCell variable = output.variable;
        Buffer buffer = variable == null ? null : variable.buffer();
        if (buffer != null) {
            output.shape = buffer.shape();
        }
    }

    private boolean inputsAreReady(Instruction instruction) {
        for (int i = 0; i < instruction.inputs.size(); i++) {
            Value input = instruction.inputs.get(i).resolve();
            boolean shapeIsEnough = instruction.op.needsShapeOnly(i) && input.shape.isFullyDefined();
            if (!shapeIsEnough && input.producer != null && !isReady(input.producer)) {
                return false;
            }
        }
        return instruction.controls.stream().allMatch(this::isReady)
                && instruction.predecessors.stream().allMatch(this::isReady);
    }

    private boolean isReady(Instruction instruction) {
        return ready.get(instruction.order) || done.get(instruction.order);
    }

    /** Says whether an earlier stage computed it, or it is fed: its elements can be looked at now. */
    private boolean isComputed(Value value) {
        return !isFirst && (value.producer == null || done.get(value.producer.order));
    }

    private @Nullable Tensor content(Value value) {
        if (value.constant != null) {
            return value.constant;
        }
        return isComputed(value) ? value.buffer().toTensor() : null;
    }

    /** What depends on a value of an earlier stage serves only runs in which that value does the same. */
    private void addGuard(Instruction instruction, RuleContext rule, List<Shape> shapes) {
        if (rule.lookedAtRun()) {
            List<Tensor> contents =
                    rule.asked.stream().map(value -> value.buffer().toTensor()).toList();
            guards.add(new Guard(instruction, shapes, List.copyOf(rule.asked), contents));
        }
    }

    private void fold(Instruction instruction) {
        Tensor constant = instruction.op.constant();
        if (constant != null) {
            instruction.outputs.getFirst().constant = constant;
            return;
        }
        long elements = 0;
        for (Value output : instruction.outputs) {
            elements += output.shape.fitsArray() ? output.shape.elements() : Integer.MAX_VALUE;
        }
        if (elements > FOLD_UP_TO || instruction.outputs.isEmpty()) {
            return;
        }
        Buffer[] inputs = new Buffer[instruction.inputs.size()];
        for (int i = 0; i < inputs.length; i++) {
            Value input = instruction.inputs.get(i).resolve();
            if (!input.shape.fitsArray()) {
                return;
            }
            if (instruction.op.needsShapeOnly(i)) {
                // Only looked at for its shape, so there is nothing to allocate.
                inputs[i] = new Buffer(
                        input.dtype,
                        input.shape,
                        Buffer.allocate(input.dtype, Shape.of(0)).storage());
            } else if (input.constant != null) {
                inputs[i] = input.constant.buffer();
            } else {
                return;
            }
        }
        Buffer[] outputs = instruction.outputs.stream()
                .map(output -> Buffer.allocate(output.dtype, output.shape))
                .toArray(Buffer[]::new);
        Kernel kernel = instruction.op.kernel(context(instruction));
        kernel.run(inputs, outputs);
        for (int i = 0; i < outputs.length; i++) {
            memory.accept((long) outputs[i].size() * Memory.bytesOf(outputs[i].dtype()));
            instruction.outputs.get(i).constant = outputs[i].toTensor();
        }
    }

    private void share(Instruction instruction) {
        List<Value> inputs = instruction.inputs.stream().map(Value::resolve).toList();
        if (inputs.stream().anyMatch(input -> input.variable != null)) {
            return;
        }
        Instruction first = known.putIfAbsent(new Computation(instruction.op, inputs), instruction);
        if (first != null) {
            for (int i = 0; i < instruction.outputs.size(); i++) {
                instruction.outputs.get(i).twin = first.outputs.get(i).resolve();
            }
        }
    }

    /** Leaves out what would only copy its input. */
    private void skip(Instruction instruction) {
        int inputs = instruction.inputs.size();
        if (inputs < 2
                || instruction.outputs.size() != 1
                || instruction.outputs.getFirst().constant != null
                || instruction.outputs.getFirst().twin != null
                || instruction.inputs.getFirst().variable != null
                || instruction.inputs.subList(1, inputs).stream().anyMatch(each -> each.resolve().constant == null)) {
            return;
        }
        if (instruction.op.isIdentity(context(instruction))) {
            instruction.outputs.getFirst().twin = instruction.inputs.getFirst().resolve();
        }
    }

    /** For a kernel that is gone before the program runs: its workspace does not count. */
    private MakingContext context(Instruction instruction) {
        return new MakingContext(instruction, plan.variables, value -> value.shape, this::content, _ -> {});
    }

    /** The error for what is still blocked although everything it asks for is there. */
    static InvalidArgumentException undetermined(Instruction instruction) {
        return new InvalidArgumentException(
                "the shape of what " + instruction.description + " gives cannot be determined");
    }
}
