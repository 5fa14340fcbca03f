package dev.lamina.compiler.region;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.op.control.Counting;
import dev.lamina.op.control.For;
import dev.lamina.op.flow.StatelessWhile;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers a loop that counts to one with a condition. */
record ForLowering(Lowering lowering, Frame frame, Node node, For op) {
    void lower() {
        List<Value> given = node.inputs().stream().map(frame::value).toList();
        Value start = lowering.value(frame.prefix + node.name() + "/start", DType.INT32, lowering.next(), null);
        add(new Counted(), given.subList(0, For.RANGE), List.of(start), List.of());
        List<Value> inputs = new ArrayList<>(List.of(start));
        inputs.addAll(given.subList(1, given.size()));
        List<@Nullable VariableCell> variables = new ArrayList<>();
        inputs.forEach(input -> variables.add(input.dtype == DType.RESOURCE ? lowering.variable(input) : null));
        FunctionBody function = node.graph().functions().body(op.body());
        Counting loop = new Counting(node.graph(), op.body(), function);
        List<Region> regions = List.of(region(loop.cond(), variables), region(loop.body(), variables));
        int number = lowering.next();
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Output output = i < For.RANGE ? null : node.output(i - For.RANGE);
            Value input = inputs.get(i);
            VariableCell variable = variables.get(i);
            if (output == null) {
                outputs.add(lowering.value(frame.prefix + node.name() + "/range", input.dtype, number, null));
                continue;
            }
            Region body = regions.getLast();
            Value result = body.results().get(i);
            if (result != null && input.dtype == DType.RESOURCE && body.variable(result) != variable) {
                throw Handles.changing(node, output);
            }
            Value value = lowering.value(frame.prefix + output.name(), input.dtype, number, variable);
            outputs.add(value);
            frame.values.putIfAbsent(output, value);
        }
        Op whileOp = new StatelessWhile(op.body(), op.body(), List.of(), 1);
        frame.byNode.put(node, add(whileOp, inputs, outputs, regions));
    }

    private Region region(FunctionBody body, List<@Nullable VariableCell> variables) {
        try {
            return new Region(Lowering.of(body, frame.prefix + node.name() + "/", variables, lowering.store()));
        } catch (LaminaException e) {
            throw e.at(node.describe(frame.prefix));
        }
    }

    private Instruction add(Op what, List<Value> inputs, List<Value> outputs, List<Region> regions) {
        BitSet handles = new BitSet();
        for (int i = 0; i < inputs.size(); i++) {
            handles.set(i, inputs.get(i).dtype == DType.RESOURCE);
        }
        Instruction instruction = new Instruction(
                lowering.next(),
                frame.prefix + node.name(),
                node.describe(frame.prefix),
                what,
                false,
                false,
                inputs,
                handles,
                outputs,
                frame.controls(node, true),
                regions);
        lowering.add(instruction);
        return instruction;
    }
}
