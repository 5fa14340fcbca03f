package dev.lamina.compiler.region;

import dev.lamina.error.LaminaException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Argument;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.NeededNodes;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.flow.BranchOp;
import dev.lamina.op.flow.CallOp;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.LoopOp;
import dev.lamina.op.flow.NoOp;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
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

    private Lowering(VariableStore store, String prefix) {
        this.store = store;
        outermost = new Frame(prefix, List.of());
    }

    public static Lowered of(List<? extends Fetch> fetches, List<Output> fed, VariableStore variables) {
        Lowering lowering = new Lowering(variables, "");
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
        Lowering lowering = new Lowering(variables, prefix);
        for (int i = 0; i < given.size(); i++) {
            lowering.addParameter(body.parameters().get(i), given.get(i));
        }
        List<Fetch> fetches = new ArrayList<>(body.results());
        fetches.addAll(body.controlResults());
        return lowering.lower(fetches);
    }

    private void addParameter(Output output, @Nullable VariableCell variable) {
        Value value = value(outermost.prefix + output.name(), output.dtype(), Value.NO_INSTRUCTION, variable);
        outermost.values.put(output, value);
        parameters.add(value);
    }

    private Lowered lower(List<? extends Fetch> fetches) {
        lower(outermost, fetches);
        addResults(fetches);
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
                targets.add(outermost.byNode.get(node));
            }
        }
    }

    private void lower(Frame frame, List<? extends Fetch> fetches) {
        NeededNodes.works(fetches, Set.copyOf(frame.values.keySet())).forEach((node, work) -> {
            if (work.op() instanceof CallOp call) {
                inline(frame, node, call, work.inputs());
            } else {
                lower(frame, node, work);
            }
        });
    }

    private void lower(Frame frame, Node node, Node.Work work) {
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
                regions.isEmpty() ? references(node) : handles(inputs),
                outputs,
                frame.controls(node, isStateful),
                regions);
        frame.byNode.put(node, instruction);
        instructions.add(instruction);
        boxed.stream().forEach(i -> unbox(frame, node.output(i), instruction));
    }

    private void unbox(Frame frame, Output output, Instruction boxed) {
        Value value = value(frame.prefix + output.name(), output.dtype(), instructions.size(), null);
        frame.values.putIfAbsent(output, value);
        instructions.add(new Instruction(
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
        Frame inner = new Frame(frame.prefix + node.name() + "/", first);
        for (int i = 0; i < body.parameters().size(); i++) {
            Value given = given(frame, node, inputs.get(i), first);
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
            frame.values.putIfAbsent(node.output(i), result);
            if (!result.isParameter()) {
                done.add(instructions.get(result.producer));
            }
        }
        for (Node control : body.controlResults()) {
            Instruction effect = inner.byNode.get(control);
            done.add(effect);
            targets.add(effect); // it happens although nobody asks for it
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
        instructions.add(instruction);
    }

    /** What a call is given: of a reference, as it runs, the value that the variable has by then. */
    private Value given(Frame frame, Node call, Output input, List<Instruction> first) {
        Value value = frame.value(input);
        if (!input.node().isReference(input.index()) || variables.get(value.number) == null) {
            return value;
        }
        Value read = value(value.name, value.dtype, instructions.size(), variables.get(value.number));
        instructions.add(new Instruction(
                read.producer,
                value.name,
                call.describe(frame.prefix),
                new Identity(),
                false,
                false,
                List.of(value),
                new BitSet(),
                List.of(read),
                first,
                List.of()));
        return read;
    }

    private Value value(String name, DType dtype, int producer, @Nullable VariableCell variable) {
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
            return output.dtype() == DType.RESOURCE ? handle(node, output, regions) : null;
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

    /** The variable of a handle that a branch or a loop gives: one and the same, whatever runs. */
    private static @Nullable VariableCell handle(Node node, Output output, List<Region> regions) {
        Region last = regions.getLast(); // of a loop the body, which is given what it gives
        Value result = last.results().get(output.index());
        VariableCell variable = result == null ? null : last.variable(result);
        if (node.op() instanceof LoopOp) {
            Value parameter = last.parameters().get(output.index());
            if (last.variable(parameter) != variable) {
                throw changing(node, output);
            }
            return variable;
        }
        for (Region region : regions) {
            Value other = region.results().get(output.index());
            if (other == null || region.variable(other) != variable) {
                throw changing(node, output);
            }
        }
        return variable;
    }

    private static UnimplementedException changing(Node node, Output output) {
        return new UnimplementedException(
                "'" + output.name() + "' of " + node.describe()
                        + " is now the handle of one variable, now of another, which Lamina cannot run",
                "read the variables within the functions and give their values");
    }

    private static BitSet handles(List<Value> inputs) {
        BitSet handles = new BitSet();
        for (int i = 0; i < inputs.size(); i++) {
            handles.set(i, inputs.get(i).dtype == DType.RESOURCE);
        }
        return handles;
    }

    /** Only single inputs can be references, so they are counted from the front until a list begins. */
    private static BitSet references(Node node) {
        BitSet references = new BitSet();
        int index = 0;
        for (Argument argument : node.signature().inputs()) {
            if (argument.numberAttr() != null || index >= node.inputs().size()) {
                break;
            }
            if (argument.isReference() || argument.fixedType() == DType.RESOURCE) {
                references.set(index);
            }
            index++;
        }
        return references;
    }

    /** A variable is read when its value is fetched, at the moment that the order of reads and writes gives it. */
    private Value fetched(Value value) {
        if (variables.get(value.number) == null || value.dtype == DType.RESOURCE) {
            return value;
        }
        Value copy = value(value.name, value.dtype, instructions.size(), null);
        instructions.add(new Instruction(
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
