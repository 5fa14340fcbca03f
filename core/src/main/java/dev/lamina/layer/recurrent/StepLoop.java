package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Phase;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Unpack;
import dev.lamina.op.data.TensorListFromTensor;
import dev.lamina.op.data.TensorListGetItem;
import dev.lamina.op.data.TensorListReserve;
import dev.lamina.op.data.TensorListSetItem;
import dev.lamina.op.data.TensorListStack;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.StatelessWhile;
import dev.lamina.op.flow.While;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cell's steps one after the other, each with operations of its own or as a loop.
 *
 * @param counts which steps count, of shape [steps, examples, 1], or {@code null} if all do
 * @param none what a step gives that is left out before any other, where there is a mask
 */
record StepLoop(
        BuiltCell cell,
        Phase phase,
        @Nullable Output counts,
        @Nullable Output none) {
    /** A step for each of {@code inputs}' first axis, which must be known. */
    BuiltCell.Result unrolled(Scope scope, String name, Output inputs, List<Output> first) {
        int steps = (int) inputs.shape().dim(0);
        if (steps < 1) {
            throw new InvalidArgumentException(name
                    + " is to be unrolled, so it needs a known number of steps, 1 or more, but is given " + inputs);
        }
        List<Output> each = Unpack.of(scope, inputs, steps, 0);
        List<Output> counted = counts == null ? List.of() : Unpack.of(scope, counts, steps, 0);
        List<Output> outputs = new ArrayList<>();
        List<Output> states = first;
        Output before = none;
        for (int step = 0; step < steps; step++) {
            Output counts = counted.isEmpty() ? null : counted.get(step);
            BuiltCell.Result result = step(scope, each.get(step), counts, before, states);
            before = result.output();
            states = result.states();
            outputs.add(before);
        }
        return new BuiltCell.Result(Pack.of(scope, outputs, 0), states);
    }

    private BuiltCell.Result step(
            Scope scope, Output input, @Nullable Output counts, @Nullable Output before, List<Output> states) {
        BuiltCell.Result result = cell.step(scope, input, states, phase);
        if (counts == null || before == null) {
            return result;
        }
        List<Output> chosen = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            chosen.add(SelectV2.of(scope, counts, result.states().get(i), states.get(i)));
        }
        return new BuiltCell.Result(SelectV2.of(scope, counts, result.output(), before), chosen);
    }

    /** The steps as a loop, whose values are the step's number, the results, what was given last if there is a mask, and the states. */
    BuiltCell.Result looped(Scope scope, String name, Output inputs, List<Output> first, int units) {
        Output rows = TensorListFromTensor.of(scope, inputs);
        Output counted = counts == null ? null : TensorListFromTensor.of(scope, counts);
        Output steps = Extents.count(scope, inputs, 0);
        Shape given = Shape.of(inputs.shape().dim(1), units);
        List<Output> values = new ArrayList<>();
        values.add(Const.of(scope, 0));
        values.add(TensorListReserve.of(scope, inputs.dtype(), given, steps));
        if (none != null) {
            values.add(none);
        }
        int states = values.size();
        values.addAll(first);
        FunctionBuilder body = builder(scope, values);
        Scope inside = body.scope();
        List<Output> now = body.parameters();
        Output number = now.getFirst();
        Output input = TensorListGetItem.of(inside, rows, number, inputs.dtype(), row(inputs));
        Output count = counts == null || counted == null
                ? null
                : TensorListGetItem.of(inside, counted, number, counts.dtype(), row(counts));
        Output before = none == null ? null : now.get(2);
        BuiltCell.Result result = step(inside, input, count, before, now.subList(states, now.size()));
        List<Output> next = new ArrayList<>();
        next.add(AddV2.of(inside, number, Const.of(inside, 1)));
        next.add(TensorListSetItem.of(inside, now.get(1), number, result.output()));
        if (none != null) {
            next.add(result.output());
        }
        next.addAll(result.states());
        FunctionBuilder test = builder(scope, values);
        Output goesOn = Less.of(test.scope(), test.parameters().getFirst(), steps);
        List<Output> ends = loop(scope, name, values, test, goesOn, body, next);
        Output outputs = scope.output(
                new TensorListStack(inputs.dtype(), inputs.shape().dim(0)),
                ends.get(1),
                Const.of(scope, new int[] {(int) given.dim(0), units}));
        return new BuiltCell.Result(outputs, ends.subList(states, values.size()));
    }

    private static Shape row(Output steps) {
        return steps.shape().slice(1, steps.shape().rank());
    }

    private static FunctionBuilder builder(Scope scope, List<Output> values) {
        FunctionBuilder builder = new FunctionBuilder(scope.graph());
        values.forEach(value -> builder.parameter(value, "value"));
        return builder;
    }

    private static List<Output> loop(
            Scope scope,
            String name,
            List<Output> values,
            FunctionBuilder test,
            Output goesOn,
            FunctionBuilder body,
            List<Output> next) {
        next.replaceAll(body::inside);
        Set<Output> captured = new LinkedHashSet<>(body.captured());
        captured.addAll(test.captured());
        List<Output> outside = List.copyOf(captured);
        outside.forEach(each -> next.add(body.inside(each)));
        String prefix = scope.prefix().replace('/', '_') + name;
        var functions = scope.graph().functions();
        FunctionReference cond = functions.add(prefix + "_cond", test.body(outside, List.of(goesOn), List.of()));
        var steps = body.body(outside, next, List.of());
        FunctionReference each = functions.add(prefix + "_body", steps);
        List<Output> inputs = new ArrayList<>(values);
        inputs.addAll(outside);
        Scope after = scope.after(body.controls()).after(test.controls());
        return steps.isStateful() ? While.of(after, cond, each, inputs) : StatelessWhile.of(after, cond, each, inputs);
    }
}
