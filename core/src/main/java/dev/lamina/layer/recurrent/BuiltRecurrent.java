package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Phase;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.ReverseV2;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.NoOp;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.VariableV2;
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
        BuiltCell.Result all = all(scope, steps, counts, states == null ? first(scope, steps) : states, phase);
        if (phase == Phase.TRAINING) {
            keep(scope, all.states());
        }
        Output output =
                how.returnsSequences() ? Transpose.of(scope, all.output(), 1, 0, 2) : Extents.last(scope, all.output());
        return new BuiltCell.Result(output, all.states());
    }

    private Output forwards(Scope scope, Output steps) {
        return layer.recurrence().goesBackwards() ? ReverseV2.of(scope, steps, Const.of(scope, new int[] {0})) : steps;
    }

    private List<Output> first(Scope scope, Output steps) {
        if (!kept.isEmpty()) {
            return kept.stream().map(Variable::asOutput).toList();
        }
        return layer.cell().stateSizes().stream()
                .map(units -> Extents.zeros(scope, steps, 1, units))
                .toList();
    }

    private BuiltCell.Result all(Scope scope, Output steps, @Nullable Output counts, List<Output> states, Phase phase) {
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
