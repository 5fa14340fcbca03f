package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.StatelessWhile;
import dev.lamina.op.flow.While;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Builds loops: condition and body become functions, which take the loop's values and then what either uses of the graph around it. */
final class Looping {
    private final Scope scope;
    private final BiFunction<Tf, List<Output>, ? extends Operand> cond;
    private final BiFunction<Tf, List<Output>, ? extends List<? extends Operand>> body;
    private final List<Output> variables;
    private List<Shape> shapes;

    private Looping(
            Scope scope,
            BiFunction<Tf, List<Output>, ? extends Operand> cond,
            BiFunction<Tf, List<Output>, ? extends List<? extends Operand>> body,
            List<Output> variables) {
        this.scope = scope;
        this.cond = cond;
        this.body = body;
        this.variables = variables;
        shapes = variables.stream().map(Output::shape).toList();
    }

    /** The loop's values when the condition holds no more. */
    static List<Output> of(
            Scope scope,
            BiFunction<Tf, List<Output>, ? extends Operand> cond,
            BiFunction<Tf, List<Output>, ? extends List<? extends Operand>> body,
            List<? extends Operand> variables) {
        return new Looping(
                        scope,
                        cond,
                        body,
                        variables.stream().map(Operand::asOutput).toList())
                .build();
    }

    private List<Output> build() {
        FunctionBuilder step = builder();
        Trial trial = new Trial(step);
        List<Output> results = results(step);
        // A value whose shape changes has none that is known: the body is built again for that.
        while (relax(results)) {
            trial.discard();
            step = builder();
            trial = new Trial(step);
            results = results(step);
        }
        FunctionBuilder test = builder();
        Output goesOn = test.inside(
                cond.apply(Tf.create(test.scope()), test.parameters()).asOutput());
        if (goesOn.dtype() != DType.BOOL
                || (goesOn.shape().hasRank() && goesOn.shape().rank() != 0)) {
            throw new InvalidArgumentException(
                    "tf.whileLoop: the condition has to give a single bool, but gives " + goesOn);
        }
        Set<Output> captured = new LinkedHashSet<>(step.captured());
        captured.addAll(test.captured());
        List<Output> outside = List.copyOf(captured);
        List<Output> all = new ArrayList<>(results);
        for (Output each : outside) {
            all.add(step.inside(each));
        }
        Built condition = Built.of(scope, "while_cond", test, outside, List.of(goesOn));
        Built next = Built.of(scope, "while_body", step, outside, all);
        List<Output> inputs = new ArrayList<>(variables);
        inputs.addAll(outside);
        Scope after = scope.after(step.controls()).after(test.controls());
        List<Output> outputs = condition.isStateful() || next.isStateful()
                ? While.of(after, condition.reference(), next.reference(), inputs)
                : StatelessWhile.of(after, condition.reference(), next.reference(), inputs);
        return outputs.subList(0, variables.size());
    }

    private FunctionBuilder builder() {
        FunctionBuilder builder = new FunctionBuilder(scope.graph());
        for (int i = 0; i < variables.size(); i++) {
            builder.parameter(variables.get(i), shapes.get(i), "value");
        }
        return builder;
    }

    private List<Output> results(FunctionBuilder builder) {
        List<Output> results = body.apply(Tf.create(builder.scope()), builder.parameters()).stream()
                .map(result -> builder.inside(result.asOutput()))
                .toList();
        if (results.size() != variables.size()) {
            throw new InvalidArgumentException("tf.whileLoop: the body is given " + variables.size()
                    + " values and has to give as many for the next iteration, but gives " + results.size());
        }
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).dtype() != variables.get(i).dtype()) {
                throw new InvalidArgumentException(
                        "tf.whileLoop: value " + i + " begins as "
                                + variables.get(i).dtype() + ", but the body gives "
                                + results.get(i).dtype() + " for the next iteration",
                        "convert it: tf.cast(x, " + variables.get(i).dtype().name() + ")");
            }
        }
        return results;
    }

    /** Knows less of the shapes if the body gives others than it takes; says whether it does. */
    private boolean relax(List<Output> results) {
        List<Shape> relaxed = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            relaxed.add(shapes.get(i).common(results.get(i).shape()));
        }
        boolean changed = !relaxed.equals(shapes);
        shapes = relaxed;
        return changed;
    }
}
