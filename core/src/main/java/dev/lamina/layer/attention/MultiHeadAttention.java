package dev.lamina.layer.attention;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Parameter;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attention of several heads: for each, {@code softmax(q kᵀ / sqrt(keyDim)) v}, all of them then brought together by a product. Keras's
 * {@code MultiHeadAttention}. Applied to one sequence it attends to itself; to two, as Keras orders them a query and a value, the first
 * attends to the second; to three, a query, a value and a key, values are found by keys of their own.
 *
 * <p>A query [examples, steps, features] keeps its shape. Its variables are {@code query/kernel}, {@code key/kernel} and {@code
 * value/kernel}, of shape [features, heads, keyDim], the features those of each, their biases, [heads, keyDim], {@code attention_output/kernel}, [heads, keyDim,
 * features], and its bias, [features]. Steps that a {@link dev.lamina.layer.Mask} leaves out are seen by none.
 *
 * @param name the name of its scope
 * @param heads how many heads there are
 * @param keyDim the extent of a head's queries, keys and values
 * @param isCausal whether a step sees those before it and itself alone
 * @param dropout the probability with which one of the weights of attention is dropped in training
 * @param kernel the kernels
 * @param bias the biases, if there are any
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. 2017</a>
 */
public record MultiHeadAttention(
        String name,
        int heads,
        int keyDim,
        boolean isCausal,
        float dropout,
        Parameter kernel,
        @Nullable Parameter bias) implements Layer {
    /** Checks the numbers. */
    public MultiHeadAttention {
        if (heads < 1 || keyDim < 1) {
            throw new InvalidArgumentException(
                    "attention needs 1 head or more and 1 unit or more a head, got " + heads + " and " + keyDim);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new InvalidArgumentException("attention needs a rate of dropout in [0, 1), got " + dropout);
        }
    }

    /** In which each step sees all; kernels from {@link Initializer#glorotUniform}, biases from zeros. */
    public MultiHeadAttention(int heads, int keyDim) {
        this(
                "multi_head_attention",
                heads,
                keyDim,
                false,
                0,
                Parameter.of(Initializer.glorotUniform()),
                Parameter.of(Initializer.zeros()));
    }

    @Override
    public MultiHeadAttention named(String name) {
        return new MultiHeadAttention(name, heads, keyDim, isCausal, dropout, kernel, bias);
    }

    /** The same layer in which a step sees those before it and itself alone. */
    public MultiHeadAttention causal() {
        return new MultiHeadAttention(name, heads, keyDim, true, dropout, kernel, bias);
    }

    /** The same layer, which drops weights of attention in training with this probability. */
    public MultiHeadAttention dropout(float rate) {
        return new MultiHeadAttention(name, heads, keyDim, isCausal, rate, kernel, bias);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltAttention build(Scope own, Output input) {
        return build(own, input, input);
    }

    @Override
    public BuiltAttention build(Scope own, List<Output> inputs) {
        if (inputs.isEmpty() || inputs.size() > 3) {
            throw new InvalidArgumentException(name
                    + " takes a query, a query and a value, or a query, a value and a key, but is given " + inputs);
        }
        return build(own, inputs.getFirst(), inputs.get(Math.min(1, inputs.size() - 1)), inputs.getLast());
    }

    /**
     * Makes the variables for a sequence that is going to attend to another.
     *
     * @param query what attends; it tells the shape of the result
     * @param value what is attended to
     */
    public BuiltAttention build(Scope own, Output query, Output value) {
        return build(own, query, value, value);
    }

    private BuiltAttention build(Scope own, Output query, Output value, Output key) {
        List.of(query, value, key).forEach(this::requireSequence);
        Shape in = query.shape().slice(2, 3);
        Shape of = value.shape().slice(2, 3);
        Shape by = key.shape().slice(2, 3);
        Shape wide = Shape.of(heads, keyDim);
        return new BuiltAttention(
                this,
                Projection.of(own.nested("query"), query.dtype(), in, wide, kernel, bias),
                Projection.of(own.nested("key"), query.dtype(), by, wide, kernel, bias),
                Projection.of(own.nested("value"), query.dtype(), of, wide, kernel, bias),
                Projection.of(own.nested("attention_output"), query.dtype(), wide, in, kernel, bias),
                dropout == 0 ? null : Dropout.rate(dropout).build(own, query));
    }

    private void requireSequence(Output x) {
        Shape shape = x.shape();
        if (!x.dtype().isFloating() || !shape.hasRank() || shape.rank() != 3 || shape.dim(2) < 0) {
            throw new InvalidArgumentException(name
                    + " needs sequences of shape [examples, steps, features], the features known, but is given " + x);
        }
    }
}
