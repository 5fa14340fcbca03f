package dev.lamina.layer.attention;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNormalization;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Phase;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.tensor.Shape;

/**
 * The block that transformers are made of: attention, then two dense layers at each step, each added to what goes in and normalised.
 * A sequence [examples, steps, features] keeps its shape.
 *
 * <p>As in the first transformers a sum is normalised, {@code norm(x + f(x))}; {@link #normalizeFirst} makes it {@code x + f(norm(x))},
 * as GPTs have it. The scopes within it are {@code multi_head_attention}, {@code layer_normalization}, {@code dense}, {@code dense_1} and
 * {@code layer_normalization_1}.
 *
 * @param name the name of its scope
 * @param attention its attention
 * @param hidden the number of units between the two dense layers
 * @param activation what the first dense layer goes through
 * @param dropout the probability with which results of attention and of the dense layers are dropped in training
 * @param normalizesFirst whether what goes into a part is normalised, rather than the sum
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. 2017</a>
 */
public record TransformerBlock(
        String name,
        MultiHeadAttention attention,
        int hidden,
        Activation activation,
        float dropout,
        boolean normalizesFirst)
        implements Layer {
    private static final float EPSILON = 1e-6f;

    /** Checks the numbers. */
    public TransformerBlock {
        if (hidden < 1 || !(dropout >= 0 && dropout < 1)) {
            throw new InvalidArgumentException(
                    "a transformer's block needs 1 hidden unit or more and a rate of dropout in [0, 1), got " + hidden
                            + " and " + dropout);
        }
    }

    /** With so many heads of so many units, so many hidden units through a ReLU, and no dropout. */
    public TransformerBlock(int heads, int keyDim, int hidden) {
        this("transformer_block", new MultiHeadAttention(heads, keyDim), hidden, Activation.RELU, 0, false);
    }

    @Override
    public TransformerBlock named(String name) {
        return new TransformerBlock(name, attention, hidden, activation, dropout, normalizesFirst);
    }

    /** The same block in which a step sees those before it and itself alone. */
    public TransformerBlock causal() {
        return new TransformerBlock(name, attention.causal(), hidden, activation, dropout, normalizesFirst);
    }

    /** The same block with another activation between its dense layers. */
    public TransformerBlock activation(Activation activation) {
        return new TransformerBlock(name, attention, hidden, activation, dropout, normalizesFirst);
    }

    /** The same block, which drops results in training with this probability. */
    public TransformerBlock dropout(float rate) {
        return new TransformerBlock(name, attention, hidden, activation, rate, normalizesFirst);
    }

    /** The same block, which normalises what goes into a part. */
    public TransformerBlock normalizeFirst() {
        return new TransformerBlock(name, attention, hidden, activation, dropout, true);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        BuiltLayer attends = attention.build(own.nested(attention.name()), input);
        Shape features = input.shape().slice(2, 3);
        Shape wide = Shape.of(hidden);
        Parameter kernel = Parameter.of(Initializer.glorotUniform());
        Parameter bias = Parameter.of(Initializer.zeros());
        var normalization = new LayerNormalization(EPSILON);
        return new Built(
                this,
                attends,
                normalization.build(own.nested("layer_normalization"), input),
                Projection.of(own.nested("dense"), input.dtype(), features, wide, kernel, bias),
                Projection.of(own.nested("dense"), input.dtype(), wide, features, kernel, bias),
                normalization.build(own.nested("layer_normalization"), input));
    }

    private record Built(
            TransformerBlock block,
            BuiltLayer attention,
            BuiltLayer first,
            Projection wide,
            Projection narrow,
            BuiltLayer second)
            implements BuiltLayer {
        @Override
        public Output apply(Scope scope, Output input, Phase phase) {
            Output mask = Mask.of(input);
            Output x = block.normalizesFirst ? first.apply(scope, input, phase) : input;
            if (mask != null && !x.equals(input)) {
                Mask.give(x, mask);
            }
            Output seen = AddV2.of(scope, input, dropped(scope, attention.apply(scope, x, phase), phase));
            Output between = block.normalizesFirst ? seen : first.apply(scope, seen, phase);
            Output into = block.normalizesFirst ? second.apply(scope, between, phase) : between;
            Output hidden = block.activation.of(scope, wide.apply(scope, into));
            Output sum = AddV2.of(scope, between, dropped(scope, narrow.apply(scope, hidden), phase));
            return block.normalizesFirst ? sum : second.apply(scope, sum, phase);
        }

        private Output dropped(Scope scope, Output x, Phase phase) {
            return block.dropout == 0
                    ? x
                    : Dropout.rate(block.dropout).build(scope, x).apply(scope, x, phase);
        }
    }
}
