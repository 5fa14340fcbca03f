package dev.lamina.compiler.region;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.NeededNodes;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.control.ControlFlowOp;
import dev.lamina.op.control.For;
import dev.lamina.op.control.MergeOp;
import dev.lamina.op.flow.BranchOp;
import dev.lamina.op.flow.CallOp;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.NoOp;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first pass: the part of the graph that the fetches need, as instructions. */
public final class Lowering {
    private final VariableStore store;
    private final Frame outermost;
    private final List<Value> parameters = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<@Nullable Value> results = new ArrayList<>();
    private final List<Instruction> targets = new ArrayList<>();

    /** By the number of a value. */
    private final List<@Nullable VariableCell> variables = new ArrayList<>();

    /** By the number of an instruction, whether it may be dead: what says so is known in a run. */
    private final BitSet conditional = new BitSet();

    private final ControlLowering control = new ControlLowering(this);
    private final boolean isOfLoop;

    /**
     * Begins.
     *
     * @param prefix stands before the names of nodes
     * @param isOfLoop whether it is an iteration of a loop that is lowered
     */
    Lowering(VariableStore store, String prefix, boolean isOfLoop) {
        this.store = store;
        this.isOfLoop = isOfLoop;
        outermost = new Frame(prefix, List.of(), null);
    }

    public static Lowered of(List<? extends Fetch> fetches, List<Output> fed, VariableStore variables) {
        Lowering lowering = new Lowering(variables, "", false);
        fed.forEach(output -> lowering.addParameter(output, null));
        return lowering.lower(fetches);
    }

    /**
     * The body of a function that a branch or a loop runs.
     *
     * @param prefix stands before the names of its nodes
     * @param given by parameter, the variable that it is given a handle of, if it is
     */
    public static Lowered of(
            FunctionBody body, String prefix, List<@Nullable VariableCell> given, VariableStore variables) {
        Lowering lowering = new Lowering(variables, prefix, false);
        for (int i = 0; i < given.size(); i++) {
            lowering.addParameter(body.parameters().get(i), given.get(i));
        }
        List<Fetch> fetches = new ArrayList<>(body.results());
        fetches.addAll(body.controlResults());
        return lowering.lower(fetches);
    }

    void addParameter(Output output, @Nullable VariableCell variable) {
        Value value = value(outermost.prefix + output.name(), output.dtype(), Value.NO_INSTRUCTION, variable);
        outermost.values.put(output, value);
        parameters.add(value);
    }

    private Lowered lower(List<? extends Fetch> fetches) {
        lower(outermost, fetches);
        addResults(fetches);
        return lowered();
    }

    /** What one iteration of a loop does, given its parameters. */
    Lowered lower(LoopFrame loop, Map<Node, Node.Work> works) {
        outermost.works.putAll(works);
        control.lower(outermost, loop, Set.copyOf(outermost.values.keySet()));
        loop.nextIterations().forEach(node -> results.add(fetched(control.passed(outermost, node))));
        loop.exits().forEach(node -> results.add(fetched(control.passed(outermost, node))));
        loop.fetched().forEach(output -> results.add(fetched(outermost.value(output))));
        return lowered();
    }

    private Lowered lowered() {
        if (!conditional.isEmpty()) {
            // What is not needed for a result may be needed for what it does: which of it runs is known in a run.
            instructions.stream().filter(each -> each.isStateful).forEach(targets::add);
        }
        return new Lowered(
                List.copyOf(parameters),
                List.copyOf(instructions),
                Collections.unmodifiableList(results),
                List.copyOf(targets),
                Collections.unmodifiableList(variables));
    }

    private void addResults(List<? extends Fetch> fetches) {
        for (Fetch fetch : fetches) {
            if (fetch instanceof Operand operand) {
                results.add(fetched(outermost.value(operand.asOutput())));
            } else if (fetch instanceof Node node) {
                results.add(null);
                Instruction target = outermost.byNode.get(node);
                if (target != null) { // what is within a loop runs with that
                    targets.add(target);
                }
            }
        }
    }

    private void lower(Frame frame, List<? extends Fetch> fetches) {
        Set<Output> given = Set.copyOf(frame.values.keySet());
        Map<Node, Node.Work> works = NeededNodes.works(fetches, given);
        frame.works.putAll(works);
        if (works.values().stream().anyMatch(work -> ControlLowering.isOfLoop(work.op()))) {
            control.lower(frame, LoopFrames.of(works, given, fetches), given);
        } else {
            works.keySet().forEach(node -> lower(frame, node));
        }
    }

    void lower(Frame frame, Node node) {
        Node.Work work = frame.work(node);
        switch (work.op()) {
            case CallOp call -> inline(frame, node, call, work.inputs());
            case For op -> new ForLowering(this, frame, node, op).lower();
            case ControlFlowOp op when ControlLowering.isLowered(op) -> control.lower(frame, node);
            default -> add(frame, node, work);
        }
    }

    private void add(Frame frame, Node node, Node.Work work) {
        int number = instructions.size();
        List<Value> inputs = work.inputs().stream().map(frame.values::get).toList();
        List<Value> outputs = new ArrayList<>();
        VariableCell variable = variable(frame, node);
        List<Region> regions = work.op() instanceof RegionOp op ? regions(frame, node, op, inputs) : List.of();
        BitSet boxed = Boxed.outputs(node);
        for (Output output : node.outputs().subList(0, work.types().size())) {
            if (boxed.get(output.index())) {
                outputs.add(value(frame.prefix + output.name(), DType.VARIANT, number, null));
                continue;
            }
            VariableCell shown = variable == null ? shown(node, output, inputs, regions) : variable;
            Value value = value(frame.prefix + output.name(), output.dtype(), number, shown);
            outputs.add(value);
            frame.values.putIfAbsent(output, value);
        }
        boolean isStateful = node.signature().isStateful();
        Instruction instruction = new Instruction(
                number,
                frame.prefix + node.name(),
                node.describe(frame.prefix),
                boxed.isEmpty() ? work.op() : new Boxed(work.op(), boxed),
                isStateful,
                false,
                inputs,
                References.of(node, inputs, !regions.isEmpty()),
                outputs,
                frame.controls(node, isStateful),
                regions);
        frame.byNode.put(node, instruction);
        add(instruction);
        boxed.stream().forEach(i -> unbox(frame, node.output(i), instruction));
    }

    private void unbox(Frame frame, Output output, Instruction boxed) {
        Value value = value(frame.prefix + output.name(), output.dtype(), instructions.size(), null);
        frame.values.putIfAbsent(output, value);
        add(new Instruction(
                value.producer,
                boxed.name,
                boxed.description,
                new Unboxed(boxed.op.name(), output.shape()),
                false,
                false,
                List.of(boxed.outputs.get(output.index())),
                new BitSet(),
                List.of(value),
                List.of(),
                List.of()));
    }

    /** Puts the body of a function in the place of a call: what stands for the call itself only brings it all together. */
    private void inline(Frame frame, Node node, CallOp call, List<Output> inputs) {
        FunctionBody body = node.graph().functions().body(call.f());
        List<Instruction> first = frame.controls(node, true);
        Instruction gate = control.gate(frame, node, inputs, first);
        Frame inner = new Frame(frame.prefix + node.name() + "/", first, gate);
        List<Instruction> before = new ArrayList<>(first);
        if (gate != null) {
            before.add(gate);
        }
        for (int i = 0; i < body.parameters().size(); i++) {
            Value given = given(frame, node, inputs.get(i), before);
            inner.values.put(body.parameters().get(i), given);
            if (!given.isParameter()) {
                inner.byNode.put(body.parameters().get(i).node(), instructions.get(given.producer));
            }
        }
        List<Fetch> needed = new ArrayList<>(body.results());
        needed.addAll(body.controlResults());
        lower(inner, needed);
        List<Instruction> done = new ArrayList<>(first);
        for (int i = 0; i < body.results().size(); i++) {
            Value result = inner.value(body.results().get(i));
            result = gate == null ? result : control.gated(node.output(i), result, gate);
            frame.values.putIfAbsent(node.output(i), result);
            if (!result.isParameter()) {
                done.add(instructions.get(result.producer));
            }
        }
        for (Node control : body.controlResults()) {
            Instruction effect = inner.byNode.get(control);
            if (effect != null) { // what is within a loop runs with that
                done.add(effect);
                targets.add(effect); // it happens although nobody asks for it
            }
        }
        Instruction instruction = new Instruction(
                instructions.size(),
                frame.prefix + node.name(),
                node.describe(frame.prefix),
                new NoOp(),
                false,
                false,
                List.of(),
                new BitSet(),
                List.of(),
                done,
                List.of());
        frame.byNode.put(node, instruction);
        add(instruction);
    }

    /** What a call is given: of a reference, as it runs, the value that the variable has by then. */
    private Value given(Frame frame, Node call, Output input, List<Instruction> before) {
        Value value = frame.value(input);
        if (!input.node().isReference(input.index()) || variables.get(value.number) == null) {
            return value;
        }
        Value read = value(value.name, value.dtype, instructions.size(), variables.get(value.number));
        add(new Instruction(
                read.producer,
                value.name,
                call.describe(frame.prefix),
                new Identity(),
                false,
                false,
                List.of(value),
                new BitSet(),
                List.of(read),
                before,
                List.of()));
        return read;
    }

    /** Adds an instruction behind all that there are. */
    void add(Instruction instruction) {
        instructions.add(instruction);
        conditional.set(instruction.number, isConditional(instruction));
    }

    boolean isConditional(Instruction instruction) {
        return switch (instruction.op) {
            case MergeOp _ -> instruction.inputs.stream().allMatch(this::isConditional);
            case Taken _, Exited _, Iterated _ -> true;
            default ->
                (isOfLoop || !conditional.isEmpty())
                        && (instruction.inputs.stream().anyMatch(this::isConditional)
                                || instruction.controls.stream().anyMatch(each -> conditional.get(each.number)));
        };
    }

    /** Says whether a value may be dead; of what a loop gives and is given, only a run tells. */
    boolean isConditional(Value value) {
        return value.isParameter() ? isOfLoop : conditional.get(value.producer);
    }

    @Nullable
    VariableCell variable(Value value) {
        return variables.get(value.number);
    }

    VariableStore store() {
        return store;
    }

    /** The number of the next instruction. */
    int next() {
        return instructions.size();
    }

    Value value(String name, DType dtype, int producer, @Nullable VariableCell variable) {
        Value value = new Value(variables.size(), name, dtype, producer);
        variables.add(variable);
        return value;
    }

    private @Nullable VariableCell variable(Frame frame, Node node) {
        try {
            return node.op() instanceof VariableOp op ? store.cell(frame.prefix + node.name(), op) : null;
        } catch (LaminaException e) {
            throw e.at(node.describe(frame.prefix));
        }
    }

    /** The variable of an input that an output passes on, as a reference or a view. */
    private @Nullable VariableCell shown(Node node, Output output, List<Value> inputs, List<Region> regions) {
        if (!regions.isEmpty()) {
            return output.dtype() == DType.RESOURCE ? Handles.shared(node, output, regions) : null;
        }
        if (node.op() instanceof MergeOp) {
            return output.index() == 0 ? control.merged(node, inputs) : null;
        }
        if (node.isReference(output.index())) {
            return variables.get(inputs.getFirst().number);
        }
        int aliased = node.op().aliasedInput();
        return aliased >= 0 && output.index() == 0 ? variables.get(inputs.get(aliased).number) : null;
    }

    /** The bodies of the functions that a branch or a loop runs. */
    private List<Region> regions(Frame frame, Node node, RegionOp op, List<Value> inputs) {
        int first = op instanceof BranchOp ? 1 : 0;
        List<@Nullable VariableCell> given = new ArrayList<>();
        for (Value input : inputs.subList(first, inputs.size())) {
            given.add(input.dtype == DType.RESOURCE ? variables.get(input.number) : null);
        }
        List<Region> regions = new ArrayList<>();
        for (FunctionReference function : op.functions()) {
            String prefix = frame.prefix + node.name() + "/" + op.prefix(function);
            try {
                regions.add(new Region(of(node.graph().functions().body(function), prefix, given, store)));
            } catch (LaminaException e) {
                throw e.at(node.describe(frame.prefix));
            }
        }
        return regions;
    }

    /** A variable is read when its value is fetched, at the moment that the order of reads and writes gives it. */
    private Value fetched(Value value) {
        if (variables.get(value.number) == null || value.dtype == DType.RESOURCE) {
            return value;
        }
        Value copy = value(value.name, value.dtype, instructions.size(), null);
        add(new Instruction(
                copy.producer,
                value.name,
                "the fetch of '" + value.name + "'",
                new Identity(),
                false,
                true,
                List.of(value),
                new BitSet(),
                List.of(copy),
                List.of(),
                List.of()));
        return copy;
    }
}
