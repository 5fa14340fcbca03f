package dev.lamina.model.application;

import dev.lamina.layer.Activation;
import dev.lamina.layer.ActivationLayer;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.space.ZeroPadding2D;
import dev.lamina.model.Symbol;
import dev.lamina.op.Padding;

/**
 * What the convolutions of a network have in common.
 *
 * @param momentum how slowly the moving averages of its batch normalisation follow
 * @param epsilon what keeps a variance from 0
 * @param activation what goes between
 * @param kernel what kernels begin with
 */
record Style(float momentum, float epsilon, Activation activation, Initializer kernel) {
    /** A convolution without a bias, whose filters lie evenly over the edges. */
    Symbol convolved(Symbol x, String name, int filters, int size, int stride) {
        return padded(x, name, size, stride)
                .then(filter(name, filters, size, stride).withoutBias());
    }

    /** The same with a bias. */
    Symbol biased(Symbol x, String name, int filters, int size, int stride) {
        return padded(x, name, size, stride).then(filter(name, filters, size, stride));
    }

    private Conv2D filter(String name, int filters, int size, int stride) {
        return new Conv2D(filters, size)
                .strides(stride)
                .padding(stride == 1 ? Padding.SAME : Padding.VALID)
                .kernelInitializer(kernel)
                .named(name);
    }

    /** TensorFlow's padding is uneven where filters are put apart, so what they need stands before them. */
    private static Symbol padded(Symbol x, String name, int size, int stride) {
        return size == 1 || stride == 1
                ? x
                : x.then(new ZeroPadding2D(size / 2).named(name.replace("_conv", "") + "_pad"));
    }

    /** Batch normalisation. */
    Symbol normalized(Symbol x, String name) {
        return x.then(new BatchNormalization(name, momentum, epsilon));
    }

    /** The activation. */
    Symbol activated(Symbol x, String name) {
        return x.then(new ActivationLayer(name, activation));
    }

    /** Both, as they stand behind a convolution, or before it. */
    Symbol behind(Symbol x, String name) {
        return activated(normalized(x, name + "_bn"), name + "_relu");
    }
}
