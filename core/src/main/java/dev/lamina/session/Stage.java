package dev.lamina.session;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a program that needs no more than the shapes known at its beginning. Most programs are one
 * stage; where a shape depends on a value that the run computes, another follows, compiled for what came
 * out and kept for the next time.
 */
final class Stage {
    /** More than this many are not worth keeping: the values differ in every run. */
    private static final int KEEP_AT_MOST = 16;

    private record Known(
            Value value,
            Shape shape,
            @Nullable Tensor constant,
            @Nullable Value twin,
            @Nullable Buffer buffer) {
        void restore() {
            value.shape = shape;
            value.constant = constant;
            value.twin = twin;
            value.buffer = buffer;
        }
    }

    private final Plan plan;
    private final @Nullable Stage parent;
    private final BitSet done;
    private final Runnable[] steps;
    private final Map<VariableCell, Instruction> readers;
    private final VariableCell[] initialized;
    private final List<Guard> guards;
    private final boolean isFollowed;
    private final List<Known> known = new ArrayList<>();
    private final List<Stage> next = new ArrayList<>();

    Stage(
            Plan plan,
            @Nullable Stage parent,
            BitSet done,
            List<Runnable> steps,
            Map<VariableCell, Instruction> readers,
            List<Guard> guards,
            boolean isFollowed) {
        this.plan = plan;
        this.parent = parent;
        this.done = done;
        this.steps = steps.toArray(Runnable[]::new);
        this.readers = readers;
        this.initialized = readers.keySet().toArray(VariableCell[]::new);
        this.guards = guards;
        this.isFollowed = isFollowed;
        for (Instruction instruction : plan.instructions) {
            if (done.get(instruction.order) && (parent == null || !parent.done.get(instruction.order))) {
                for (Value value : instruction.outputs) {
                    known.add(new Known(value, value.shape, value.constant, value.twin, value.buffer));
                }
            }
        }
    }

    BitSet done() {
        return done;
    }

    /** Runs the steps. */
    void run(boolean checkNumerics) {
        checkInitialized();
        for (Runnable step : steps) {
            step.run();
            if (checkNumerics && step instanceof Step single) {
                Numerics.check(single);
            }
        }
    }

    /** The stage that goes on with the values of this run, or {@code null} if this is the last. */
    @Nullable
    Stage next() {
        if (!isFollowed) {
            return null;
        }
        for (Stage candidate : next) {
            candidate.restore();
            if (candidate.guards.stream().allMatch(guard -> guard.holds(this::isComputed))) {
                return candidate;
            }
        }
        for (Instruction instruction : plan.instructions) {
            if (!done.get(instruction.order)) {
                instruction.outputs.forEach(value -> new Known(value, value.shape, null, null, null).restore());
            }
        }
        restore();
        Stage compiled = StageCompiler.compile(plan, this);
        if (next.size() == KEEP_AT_MOST) {
            next.removeFirst();
        }
        next.add(compiled);
        return compiled;
    }

    private boolean isComputed(Value value) {
        return value.producer == null || done.get(value.producer.order);
    }

    /** Puts what this stage and those before it know back into the plan's values. */
    private void restore() {
        if (parent != null) {
            parent.restore();
        }
        known.forEach(Known::restore);
    }

    private void checkInitialized() {
        for (VariableCell variable : initialized) {
            if (!variable.isInitialized()) {
                throw new FailedPreconditionException(
                                "Attempting to use uninitialized value " + variable.name(),
                                "run tf.globalVariablesInitializer() first, or restore a checkpoint")
                        .at(Objects.requireNonNull(readers.get(variable)).description);
            }
        }
    }
}
