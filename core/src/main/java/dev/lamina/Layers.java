package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Activation;
import dev.lamina.layer.ActivationLayer;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Phase;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.pool.AveragePooling2D;
import dev.lamina.layer.pool.MaxPooling2D;

/**
 * Layers with variables of their own, in scopes of their own: {@code dense/kernel}, {@code dense_1/kernel}. Made by {@link
 * Tf#layers}.
 *
 * <p>Each call makes new variables. A network that is trained and used is two parts of a graph over the same ones:
 * {@link Layer#build} makes them, and {@link dev.lamina.layer.BuiltLayer#apply} adds either part.
 */
public final class Layers {
    private final Scope scope;

    Layers(Scope scope) {
        this.scope = scope;
    }

    /** A fully connected layer: x · kernel + bias. */
    public Output dense(Operand x, int units) {
        return apply(new Dense(units), x, Phase.TRAINING);
    }

    /** A fully connected layer with an activation. */
    public Output dense(Operand x, int units, Activation activation) {
        return apply(new Dense(units, activation), x, Phase.TRAINING);
    }

    /** A convolution of images with so many square filters, which lie within: {@link Conv2D}. */
    public Output conv2d(Operand x, int filters, int kernelSize) {
        return apply(new Conv2D(filters, kernelSize), x, Phase.TRAINING);
    }

    /** The same with an activation. */
    public Output conv2d(Operand x, int filters, int kernelSize, Activation activation) {
        return apply(new Conv2D(filters, kernelSize, activation), x, Phase.TRAINING);
    }

    /** The elements of each example in a row. */
    public Output flatten(Operand x) {
        return apply(new Flatten(), x, Phase.TRAINING);
    }

    /**
     * Dropout.
     *
     * @param rate the probability with which an element is dropped, where {@code tf.nn.dropout} takes that of keeping it
     * @param phase for {@link Phase#INFERENCE} the result is x itself
     */
    public Output dropout(Operand x, float rate, Phase phase) {
        return apply(Dropout.rate(rate), x, phase);
    }

    /**
     * Batch normalisation; in training its updates have to run with each step: see {@link BatchNormalization}.
     *
     * @param phase whether the moments are the batch's or those gathered in training
     */
    public Output batchNormalization(Operand x, Phase phase) {
        return apply(new BatchNormalization(), x, phase);
    }

    /** The greatest of each window of images, channel by channel, with windows that lie within: {@link MaxPooling2D}. */
    public Output maxPooling2d(Operand x, int poolSize, int strides) {
        return apply(new MaxPooling2D(poolSize).strides(strides), x, Phase.TRAINING);
    }

    /** The mean of each window of images, channel by channel, with windows that lie within: {@link AveragePooling2D}. */
    public Output averagePooling2d(Operand x, int poolSize, int strides) {
        return apply(new AveragePooling2D(poolSize).strides(strides), x, Phase.TRAINING);
    }

    /** An activation in a scope of its own. */
    public Output activation(Operand x, Activation activation) {
        return apply(new ActivationLayer(activation), x, Phase.TRAINING);
    }

    /** Builds any layer and applies it once. */
    public Output apply(Layer layer, Operand x, Phase phase) {
        Scope own = scope.nested(layer.name());
        Output result = layer.build(own, x.asOutput()).apply(own, x.asOutput(), phase);
        Mask.pass(layer, x.asOutput(), result);
        return result;
    }
}
