package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Phase;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.EnsureShape;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.ReverseV2;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.NoOp;
import dev.lamina.op.flow.PlaceholderWithDefault;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.VariableV2;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recurrent layer with its variables: applied as any layer, or run from states of one's own, with those at its end. */
public final class BuiltRecurrent implements BuiltLayer {
    private final RecurrentLayer<?> layer;
    private final BuiltCell cell;
    private final List<Variable> kept = new ArrayList<>();

    BuiltRecurrent(RecurrentLayer<?> layer, Scope own, Output input) {
        this.layer = layer;
        cell = layer.cell().build(own, input);
        if (layer.recurrence().isStateful()) {
            if (input.shape().dim(0) < 0) {
                throw new InvalidArgumentException(
                        layer.name() + " is stateful, so it needs batches of a known size, but is given " + input);
            }
            for (int units : layer.cell().stateSizes()) {
                kept.add(VariableV2.variable(
                        own.named("state"),
                        below -> Fill.of(
                                below,
                                Const.dims(below, input.shape().dim(0), units),
                                Const.of(below, 0, input.dtype())),
                        false));
            }
        }
    }

    @Override
    public Output apply(Scope scope, Output input, Phase phase) {
        return run(scope, input, null, phase).output();
    }

    /**
     * Adds what the layer computes, and gives the states at the end too: Keras's {@code return_state}.
     *
     * @param states those to begin with, or {@code null} for zeros, or for what a stateful layer has kept
     */
    public BuiltCell.Result run(Scope scope, Output input, @Nullable List<Output> states, Phase phase) {
        Recurrence how = layer.recurrence();
        Output steps = forwards(scope, Transpose.of(scope, input, 1, 0, 2));
        Output mask = Mask.of(input);
        Output counts = mask == null ? null : forwards(scope, ExpandDims.of(scope, Transpose.of(scope, mask, 1, 0), 2));
        List<Output> begin = states == null ? first(scope, steps, phase) : states;
        BuiltCell.Result all = phase == Phase.TRAINING
                ? all(cell(scope, steps), scope, dropped(scope, steps), counts, begin, phase)
                : all(cell, scope, steps, counts, begin, phase);
        if (phase == Phase.TRAINING) {
            keep(scope, all.states());
        } else if (states == null) {
            for (int i = 0; i < kept.size(); i++) {
                new KeptState(kept.get(i), begin.get(i), all.states().get(i)).register();
            }
        }
        Output output =
                how.returnsSequences() ? Transpose.of(scope, all.output(), 1, 0, 2) : Extents.last(scope, all.output());
        return new BuiltCell.Result(output, all.states());
    }

    private Output forwards(Scope scope, Output steps) {
        return layer.recurrence().goesBackwards() ? ReverseV2.of(scope, steps, Const.of(scope, new int[] {0})) : steps;
    }

    /** The steps, whose features are dropped in all or in none. */
    private Output dropped(Scope scope, Output steps) {
        float rate = layer.recurrence().dropout();
        int features = (int) steps.shape().dim(2);
        return rate == 0 ? steps : Mul.of(scope, steps, mask(scope, steps, features, rate));
    }

    /** The cell as it learns. */
    private BuiltCell cell(Scope scope, Output steps) {
        float rate = layer.recurrence().recurrentDropout();
        int units = layer.cell().stateSizes().getFirst();
        return rate == 0 ? cell : cell.dropping(mask(scope.nested("recurrent_dropout"), steps, units, rate));
    }

    private static Output mask(Scope own, Output steps, int units, float rate) {
        Output keep = Const.of(own.named("keep_prob"), 1 - rate, steps.dtype());
        Output mask = Dropout.of(own, Extents.filled(own, steps, 1, units, 1), keep);
        return EnsureShape.of(own, mask, Shape.of(steps.shape().dim(1), units));
    }

    private List<Output> first(Scope scope, Output steps, Phase phase) {
        if (!kept.isEmpty()) {
            return kept.stream()
                    .map(state -> phase == Phase.TRAINING
                            ? state.asOutput()
                            : PlaceholderWithDefault.of(scope.named("state"), state, state.shape()))
                    .toList();
        }
        return layer.cell().stateSizes().stream()
                .map(units -> Extents.zeros(scope, steps, 1, units))
                .toList();
    }

    private BuiltCell.Result all(
            BuiltCell cell, Scope scope, Output steps, @Nullable Output counts, List<Output> states, Phase phase) {
        BuiltCell.Result whole = counts == null ? cell.sequence(scope, steps, states) : null;
        if (whole != null) {
            return whole;
        }
        Output prepared = cell.prepare(scope, steps);
        Output none = counts == null
                ? null
                : Extents.zeros(scope, steps, 1, layer.cell().outputSize());
        var loop = new StepLoop(cell, phase, counts, none);
        return layer.recurrence().isUnrolled()
                ? loop.unrolled(scope, layer.name(), prepared, states)
                : loop.looped(
                        scope, layer.name(), prepared, states, layer.cell().outputSize());
    }

    private void keep(Scope scope, List<Output> states) {
        for (int i = 0; i < kept.size(); i++) {
            Node assigned = Assign.of(scope, kept.get(i).ref(), states.get(i));
            scope.graph().addToCollection(BatchNormalization.UPDATES, assigned.output(0));
        }
    }

    /** Adds what has a stateful layer begin with zeros again. */
    public Node reset(Scope scope) {
        return NoOp.of(scope.after(kept.stream()
                .map(state -> Assign.of(scope, state.ref(), ZerosLike.of(scope, state)))
                .toList()));
    }
}
