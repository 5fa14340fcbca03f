package dev.lamina.compiler.region;

import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Signature;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A region made by hand, instruction by instruction, to try a pass on it. */
public final class HandMade {
    private final List<Value> parameters = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Instruction> targets = new ArrayList<>();
    private final List<@Nullable VariableCell> variables = new ArrayList<>();

    public Value parameter(DType dtype) {
        Value value = new Value(variables.size(), "p" + parameters.size(), dtype, Value.NO_INSTRUCTION);
        variables.add(null);
        parameters.add(value);
        return value;
    }

    public Value constant(Object value) {
        Tensor tensor = Tensor.of(value);
        return add(new Const(tensor, tensor.dtype()), tensor.dtype());
    }

    /** An instruction with one output. */
    public Value add(Op op, DType dtype, Value... inputs) {
        return add(op, dtype, List.of(), inputs).outputs.getFirst();
    }

    /** An instruction with one output that runs after others. */
    public Instruction add(Op op, DType dtype, List<Instruction> controls, Value... inputs) {
        return add(op, dtype, controls, shown(op, inputs), new BitSet(), inputs);
    }

    /** A handle or reference of a variable. */
    public Value variable(Op op, VariableCell cell) {
        return add(op, cell.dtype(), List.of(), cell, new BitSet()).outputs.getFirst();
    }

    /** What changes the variable that its first input refers to. */
    public Instruction change(Op op, Value reference, Value... others) {
        BitSet references = new BitSet();
        references.set(0);
        Value[] inputs = new Value[others.length + 1];
        inputs[0] = reference;
        System.arraycopy(others, 0, inputs, 1, others.length);
        Instruction change = add(op, reference.dtype, List.of(), variables.get(reference.number), references, inputs);
        targets.add(change);
        return change;
    }

    private @Nullable VariableCell shown(Op op, Value... inputs) {
        return op.aliasedInput() < 0 ? null : variables.get(inputs[op.aliasedInput()].number);
    }

    private Instruction add(
            Op op,
            DType dtype,
            List<Instruction> controls,
            @Nullable VariableCell variable,
            BitSet references,
            Value... inputs) {
        int number = instructions.size();
        String name = op.name() + number;
        Value output = new Value(variables.size(), name + ":0", dtype, number);
        variables.add(variable);
        // What the compiler adds by itself is no operation of graphs.
        boolean isStateful = op.getClass().isAnnotationPresent(OpDef.class)
                && Signature.of(op.getClass()).isStateful();
        Instruction instruction = new Instruction(
                number,
                name,
                "node '" + name + "'",
                op,
                isStateful,
                false,
                Arrays.asList(inputs),
                references,
                List.of(output),
                controls,
                List.of());
        instructions.add(instruction);
        return instruction;
    }

    /** Has what makes a value run, whoever needs it. */
    public void target(Value value) {
        targets.add(of(value));
    }

    /** What made a value. */
    public Instruction of(Value value) {
        return instructions.get(value.producer);
    }

    public Lowered lowered(Value... results) {
        return new Lowered(parameters, instructions, Arrays.asList(results), targets, variables);
    }

    public Region region(Value... results) {
        return new Region(lowered(results));
    }
}
