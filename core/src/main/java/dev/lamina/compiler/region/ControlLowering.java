package dev.lamina.compiler.region;

import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.op.control.ControlFlowOp;
import dev.lamina.op.control.EnterOp;
import dev.lamina.op.control.ExitOp;
import dev.lamina.op.control.NextIterationOp;
import dev.lamina.op.control.SwitchOp;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lowers TensorFlow 1's control flow: a switch becomes its two sides, of which one is dead, and a loop becomes one instruction
 * whose region is an iteration.
 */
final class ControlLowering {
    private final Lowering lowering;

    ControlLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    static boolean isOfLoop(Op op) {
        return op instanceof EnterOp || op instanceof ExitOp || op instanceof NextIterationOp;
    }

    /** Says whether an operation becomes something else than an instruction of its own. */
    static boolean isLowered(ControlFlowOp op) {
        return op instanceof SwitchOp || op instanceof ExitOp || op instanceof NextIterationOp;
    }

    /** Lowers what is in a loop, or around all loops, with the loops in it. */
    void lower(Frame frame, LoopFrame content, Set<Output> given) {
        for (LoopOrder.Part part : LoopOrder.of(content, frame.works, given)) {
            if (part.content() instanceof LoopFrame loop) {
                lower(frame, loop);
            } else {
                lowering.lower(frame, (Node) part.content());
            }
        }
    }

    /** Lowers a node that becomes something else. */
    void lower(Frame frame, Node node) {
        List<Value> inputs = node.inputs().stream().map(frame::value).toList();
        BitSet references = References.handles(node, inputs);
        if (node.op() instanceof SwitchOp) {
            lowerSwitch(frame, node, inputs, references);
        } else {
            Instruction passed = instruction(frame, node, new Passed(), inputs, references, true);
            frame.byNode.put(node, passed);
        }
    }

    private void lowerSwitch(Frame frame, Node node, List<Value> inputs, BitSet references) {
        for (Output output : node.outputs()) {
            Instruction side = instruction(frame, node, new Taken(output.index() == 1), inputs, references, true);
            frame.values.putIfAbsent(output, side.outputs.getFirst());
        }
        frame.byNode.put(node, instruction(frame, node, new Gate(), inputs, references, false));
    }

    /** Adds an instruction for a node that passes its first input on, or gives nothing. */
    private Instruction instruction(
            Frame frame, Node node, Op op, List<Value> inputs, BitSet references, boolean isPassing) {
        int number = lowering.next();
        List<Value> outputs = new ArrayList<>();
        if (isPassing) {
            Value first = inputs.getFirst();
            outputs.add(lowering.value(
                    frame.prefix
                            + node.output(op instanceof Taken taken && taken.when() ? 1 : 0)
                                    .name(),
                    first.dtype,
                    number,
                    lowering.variable(first)));
        }
        Instruction instruction = new Instruction(
                number,
                frame.prefix + node.name(),
                node.describe(frame.prefix),
                op,
                false,
                false,
                inputs,
                references,
                outputs,
                frame.controls(node, false),
                List.of());
        lowering.add(instruction);
        return instruction;
    }

    /** The variable that a merge passes on: one and the same, whichever input it is of. */
    @Nullable
    VariableCell merged(Node node, List<Value> inputs) {
        VariableCell first = lowering.variable(inputs.getFirst());
        boolean passesOn = node.isReference(0) || node.outputType(0) == DType.RESOURCE;
        if (passesOn && inputs.stream().anyMatch(input -> lowering.variable(input) != first)) {
            throw Handles.changing(node, node.output(0));
        }
        return passesOn ? first : null;
    }

    /** What a call does not run without, if it may be dead; {@code null} if it cannot be. */
    @Nullable
    Instruction gate(Frame frame, Node call, List<Output> given, List<Instruction> controls) {
        List<Value> inputs = given.stream().map(frame::value).toList();
        int number = lowering.next();
        Instruction gate = new Instruction(
                number,
                frame.prefix + call.name(),
                call.describe(frame.prefix),
                new Gate(),
                false,
                false,
                inputs,
                References.handles(call, inputs),
                List.of(),
                controls,
                List.of());
        if (!lowering.isConditional(gate)) {
            return null;
        }
        lowering.add(gate);
        return gate;
    }

    /** What a call gives, dead if the call is. */
    Value gated(Output output, Value result, Instruction gate) {
        int number = lowering.next();
        BitSet references = new BitSet();
        references.set(0, result.dtype == DType.RESOURCE);
        Value gated = lowering.value(result.name, result.dtype, number, lowering.variable(result));
        lowering.add(new Instruction(
                number,
                gate.name,
                gate.description,
                new Passed(),
                false,
                false,
                List.of(result),
                references,
                List.of(gated),
                List.of(gate),
                List.of()));
        return gated;
    }

    private void lower(Frame frame, LoopFrame loop) {
        List<Value> inputs = new ArrayList<>();
        List<Boolean> isConstant = new ArrayList<>();
        BitSet references = new BitSet();
        Lowering inner = new Lowering(lowering.store(), frame.prefix, true);
        for (Node enter : loop.enters) {
            Value input = frame.value(enter.output(0));
            boolean passesOn = enter.isReference(0) || input.dtype == DType.RESOURCE;
            references.set(inputs.size(), passesOn);
            inputs.add(input);
            isConstant.add(((EnterOp) enter.op()).isConstant());
            inner.addParameter(enter.output(0), passesOn ? lowering.variable(input) : null);
        }
        for (Node next : loop.nextIterations()) {
            inner.addParameter(next.output(0), null);
        }
        Region iteration = new Region(inner.lower(loop, frame.works));
        List<Output> results = new ArrayList<>();
        loop.exits().forEach(exit -> results.add(exit.output(0)));
        int exits = results.size();
        results.addAll(loop.fetched());
        int number = lowering.next();
        List<Value> boxes = new ArrayList<>();
        for (Output result : results) {
            boxes.add(lowering.value(frame.prefix + result.name(), DType.VARIANT, number, null));
        }
        lowering.add(new Instruction(
                number,
                frame.prefix + loop.name,
                "loop '" + frame.prefix + loop.name + "'",
                new Iterated(loop.name, isConstant, loop.nextIterations().size(), exits, results.size()),
                true,
                false,
                inputs,
                references,
                boxes,
                frame.first(),
                List.of(iteration)));
        for (int i = 0; i < results.size(); i++) {
            Instruction exited = exit(frame, results.get(i), boxes.get(i));
            if (i < exits) {
                frame.byNode.put(results.get(i).node(), exited);
            }
        }
    }

    private Instruction exit(Frame frame, Output output, Value box) {
        int number = lowering.next();
        Value value = lowering.value(frame.prefix + output.name(), output.dtype(), number, null);
        frame.values.putIfAbsent(output, value);
        Instruction exited = new Instruction(
                number,
                frame.prefix + output.node().name(),
                output.node().describe(frame.prefix),
                new Exited(output.node().op().name(), output.shape()),
                false,
                false,
                List.of(box),
                new BitSet(),
                List.of(value),
                List.of(),
                List.of());
        lowering.add(exited);
        return exited;
    }

    /** What an iteration gives by way of a node, which has been lowered. */
    Value passed(Frame frame, Node node) {
        Value value = Objects.requireNonNull(frame.byNode.get(node)).outputs.getFirst();
        if (lowering.variable(value) != null && (node.isReference(0) || value.dtype == DType.RESOURCE)) {
            throw new UnimplementedException(
                    node.describe(frame.prefix) + " passes a variable on, which Lamina cannot run",
                    "let it enter the loop as a constant, and read it where its value is needed");
        }
        return value;
    }
}
