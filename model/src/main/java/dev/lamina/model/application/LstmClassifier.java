package dev.lamina.model.application;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Layer;
import dev.lamina.layer.recurrent.Bidirectional;
import dev.lamina.layer.recurrent.LSTM;
import dev.lamina.model.Network;
import dev.lamina.model.Symbol;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * A long short-term memory that reads a text and tells of which class it is. Token 0 stands for what comes behind the end of a text: such
 * steps are left out.
 *
 * @param tokens how many tokens there are, numbers from 0 on
 * @param steps how long a text is, with what comes behind its end
 * @param width the extent of the tokens' vectors
 * @param units those of the memory
 * @param classes the number of classes, or 1 for yes or no
 * @param isBidirectional whether a second memory reads the text from its end
 * @param dropout the probability with which features of vectors, and units of the state, are dropped in training
 */
public record LstmClassifier(
        int tokens, int steps, int width, int units, int classes, boolean isBidirectional, float dropout) {
    /** Checks the extents. */
    public LstmClassifier {
        if (steps < 1 || classes < 1) {
            throw new InvalidArgumentException(
                    "a classifier of texts needs 1 step and 1 class or more, got " + steps + " and " + classes);
        }
    }

    /** One that reads forwards, without dropout. */
    public LstmClassifier(int tokens, int steps, int width, int units, int classes) {
        this(tokens, steps, width, units, classes, false, 0);
    }

    /** The same with a second memory that reads backwards. */
    public LstmClassifier bidirectional() {
        return new LstmClassifier(tokens, steps, width, units, classes, true, dropout);
    }

    /** The same with dropout. */
    public LstmClassifier dropout(float rate) {
        return new LstmClassifier(tokens, steps, width, units, classes, isBidirectional, rate);
    }

    /** The network: [steps] of int32 become a logit for each class. */
    public Network network() {
        LSTM memory = new LSTM(units).dropout(dropout).recurrentDropout(dropout);
        Layer reader = isBidirectional ? new Bidirectional(memory) : memory;
        Symbol input = Symbol.input(Shape.of(steps), DType.INT32);
        return Network.functional(
                input,
                input.then(new Embedding(tokens, width).maskZero())
                        .then(reader)
                        .then(new Dense(classes).named("predictions")));
    }
}
