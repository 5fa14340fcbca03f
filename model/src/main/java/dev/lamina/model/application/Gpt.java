package dev.lamina.model.application;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.LayerNormalization;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.attention.PositionalEmbedding;
import dev.lamina.layer.attention.TransformerBlock;
import dev.lamina.model.Network;
import dev.lamina.model.Symbol;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * A transformer that goes on with a text, built as GPT-2: vectors of tokens and places, blocks of causal attention that normalise what
 * goes into them, and at each step a logit for each token that may come next. With 12 blocks of width 768 and 12 heads over 50,257 tokens
 * and 1,024 steps it is the small GPT-2. Its GELU is the exact one.
 *
 * @param tokens how many tokens there are, numbers from 0 on
 * @param steps how long a text is
 * @param width the extent of the vectors, a multiple of the number of heads
 * @param heads how many heads the attention of a block has
 * @param blocks how many blocks there are
 * @param dropout the probability with which vectors and what blocks add are dropped in training
 * @param isTied whether the vectors of the tokens are the weights of the last layer too
 * @see <a href="https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf">Radford et al.
 *     2019</a>
 */
public record Gpt(int tokens, int steps, int width, int heads, int blocks, float dropout, boolean isTied) {
    private static final float DEVIATION = 0.02f;
    private static final float EPSILON = 1e-5f;

    /** Checks the extents. */
    public Gpt {
        if (tokens < 1 || steps < 1 || blocks < 1 || heads < 1 || width < heads || width % heads != 0) {
            throw new InvalidArgumentException(
                    "a GPT needs 1 token, step, block and head or more, and a width that its heads divide, got "
                            + tokens
                            + " tokens, " + steps + " steps, " + blocks + " blocks, " + heads + " heads, a width of "
                            + width);
        }
    }

    /** Without dropout, its last layer tied. */
    public Gpt(int tokens, int steps, int width, int heads, int blocks) {
        this(tokens, steps, width, heads, blocks, 0, true);
    }

    /** The same with dropout. */
    public Gpt dropout(float rate) {
        return new Gpt(tokens, steps, width, heads, blocks, rate, isTied);
    }

    /** The same with weights of its own for the last layer. */
    public Gpt untied() {
        return new Gpt(tokens, steps, width, heads, blocks, dropout, false);
    }

    /** The network: [steps] of int32 become [steps, tokens], the logits of the next token at each step. */
    public Network network() {
        Parameter kernel = Parameter.of(Initializer.truncatedNormal(0, DEVIATION));
        Parameter table = isTied ? kernel.tied("tokens") : kernel;
        Symbol input = Symbol.input(Shape.of(steps), DType.INT32);
        var vectors = new Embedding(tokens, width).table(table);
        Symbol x = input.then(new PositionalEmbedding("embeddings", steps, vectors));
        if (dropout > 0) {
            x = x.then(Dropout.rate(dropout));
        }
        var block = new TransformerBlock(heads, width / heads, 4 * width)
                .causal()
                .normalizeFirst()
                .activation(Activation.GELU)
                .dropout(dropout);
        for (int i = 1; i <= blocks; i++) {
            x = x.then(block.named("block_" + i));
        }
        Dense head = new Dense(tokens).withoutBias().named("logits");
        return Network.functional(
                input,
                x.then(new LayerNormalization(EPSILON).named("final_normalization"))
                        .then(isTied ? head.transposedKernel(table) : head.kernel(kernel)));
    }
}
