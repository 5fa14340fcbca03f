package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Layer;

/**
 * A layer that carries states through a sequence: [examples, steps, features] becomes [examples, units], or [examples, steps, units]
 * if it returns sequences. Steps that the input's {@link dev.lamina.layer.Mask} leaves out change no state, and give what the step
 * before them gave.
 *
 * @param <L> the layer itself
 */
public interface RecurrentLayer<L extends RecurrentLayer<L>> extends Layer {
    /** What is done in each step. */
    Cell cell();

    /** How it goes through a sequence. */
    Recurrence recurrence();

    /** The same layer, which goes another way through a sequence. */
    L recurrence(Recurrence recurrence);

    /** The same layer, which gives what each step gives. */
    default L returnSequences() {
        return recurrence(recurrence().returnSequences());
    }

    /** The same layer, which begins with the last step. */
    default L goBackwards() {
        return recurrence(recurrence().goBackwards());
    }

    /**
     * The same layer, whose states stay from one batch of training to the next; batches must be of one known size. In use it begins with
     * what training has kept, or with what it is fed: {@link KeptState}.
     */
    default L stateful() {
        return recurrence(recurrence().stateful());
    }

    /** The same layer with operations of its own for each step, whose number must be known. */
    default L unroll() {
        return recurrence(recurrence().unroll());
    }

    /**
     * The same layer, which in training drops features of its input with this probability: for each example the same ones in all steps
     * and for all gates, as Gal and Ghahramani have it.
     *
     * @see <a href="https://arxiv.org/abs/1512.05287">Gal, Ghahramani 2016</a>
     */
    default L dropout(float rate) {
        return recurrence(recurrence().dropout(rate));
    }

    /**
     * The same layer, in whose training units of the state do not go into the products with this probability, for each example the same
     * ones in all steps and for all gates; what is carried on is the whole state. A sequence is then a loop of steps, not one operation.
     */
    default L recurrentDropout(float rate) {
        return recurrence(recurrence().recurrentDropout(rate));
    }

    @Override
    default BuiltRecurrent build(Scope own, Output input) {
        var shape = input.shape();
        if (!input.dtype().isFloating() || !shape.hasRank() || shape.rank() != 3 || shape.dim(2) < 0) {
            throw new InvalidArgumentException(
                    name() + " needs a sequence of shape [examples, steps, features], the features known, but is given "
                            + input,
                    "numbers become vectors by an Embedding");
        }
        return new BuiltRecurrent(this, own, input);
    }

    @Override
    default boolean passesMask() {
        return recurrence().returnsSequences();
    }
}
