package dev.lamina.model.application;

import dev.lamina.layer.merge.Add;
import dev.lamina.layer.pool.MaxPooling2D;
import dev.lamina.model.Symbol;

/**
 * The blocks of residual networks: what convolutions make of an input is added to it, or to a product of its channels where it has
 * others or is larger.
 *
 * @param style of its convolutions
 * @param isPreactivated whether normalisation and activation come before each convolution, not behind it
 * @param isBottleneck whether there are three convolutions, the outer ones of single places, rather than two
 */
record ResidualBlock(Style style, boolean isPreactivated, boolean isBottleneck) {
    private static final int EXPANSION = 4;

    /** The channels of what a block gives. */
    int channels(int filters) {
        return isBottleneck ? EXPANSION * filters : filters;
    }

    /**
     * A block.
     *
     * @param channels those of the input
     * @param stride how far apart the filters are put that see neighbours
     */
    Symbol of(Symbol x, String name, int channels, int filters, int stride) {
        return isPreactivated
                ? preactivated(x, name, channels, filters, stride)
                : postactivated(x, name, channels, filters, stride);
    }

    private Symbol postactivated(Symbol x, String name, int channels, int filters, int stride) {
        int outputs = channels(filters);
        Symbol shortcut = stride == 1 && channels == outputs
                ? x
                : style.normalized(style.convolved(x, name + "_0_conv", outputs, 1, stride), name + "_0_bn");
        Symbol y;
        if (isBottleneck) {
            y = style.behind(style.convolved(x, name + "_1_conv", filters, 1, 1), name + "_1");
            y = style.behind(style.convolved(y, name + "_2_conv", filters, 3, stride), name + "_2");
            y = style.normalized(style.convolved(y, name + "_3_conv", outputs, 1, 1), name + "_3_bn");
        } else {
            y = style.behind(style.convolved(x, name + "_1_conv", filters, 3, stride), name + "_1");
            y = style.normalized(style.convolved(y, name + "_2_conv", outputs, 3, 1), name + "_2_bn");
        }
        return style.activated(shortcut.then(new Add().named(name + "_add"), y), name + "_out");
    }

    private Symbol preactivated(Symbol x, String name, int channels, int filters, int stride) {
        int outputs = channels(filters);
        Symbol active = style.behind(x, name + "_preact");
        Symbol shortcut;
        if (channels == outputs) {
            shortcut =
                    stride == 1 ? x : x.then(new MaxPooling2D(1).strides(stride).named(name + "_0_pool"));
        } else {
            shortcut = style.biased(active, name + "_0_conv", outputs, 1, stride);
        }
        Symbol y;
        if (isBottleneck) {
            y = style.behind(style.convolved(active, name + "_1_conv", filters, 1, 1), name + "_1");
            y = style.behind(style.convolved(y, name + "_2_conv", filters, 3, stride), name + "_2");
            y = style.biased(y, name + "_3_conv", outputs, 1, 1);
        } else {
            y = style.behind(style.convolved(active, name + "_1_conv", filters, 3, stride), name + "_1");
            y = style.biased(y, name + "_2_conv", outputs, 3, 1);
        }
        return shortcut.then(new Add().named(name + "_out"), y);
    }
}
