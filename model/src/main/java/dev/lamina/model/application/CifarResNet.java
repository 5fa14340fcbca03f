package dev.lamina.model.application;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.merge.Add;
import dev.lamina.layer.pool.GlobalAveragePooling2D;
import dev.lamina.layer.pool.MaxPooling2D;
import dev.lamina.model.Network;
import dev.lamina.model.Symbol;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * The residual networks for small images, as those of CIFAR-10: three stages of 16, 32 and 64 filters, each of n blocks of two
 * convolutions, which make 6n + 2 layers. Shortcuts have no weights: where a stage begins, they take each second place, and zeros for the
 * channels that are new.
 *
 * @param depth the number of layers with weights, 6n + 2: 20, 32, 44, 56, 110
 * @param image the shape of an image, [rows, columns, channels]
 * @param classes the number of classes
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al. 2015, section 4.2</a>
 */
public record CifarResNet(int depth, Shape image, int classes) {
    private static final int STAGES = 3;
    private static final int WIDTH = 16;

    /** Checks the depth. */
    public CifarResNet {
        if (depth < 8 || depth % 6 != 2) {
            throw new InvalidArgumentException(
                    "a residual network for small images has 6n + 2 layers, such as 20, 32, 44, 56 or 110, got "
                            + depth);
        }
        Images.requireImage("a residual network for small images", image);
        Images.requireClasses("a residual network for small images", classes);
    }

    /** For ten classes and coloured images of 32 by 32. */
    public CifarResNet(int depth) {
        this(depth, Shape.of(32, 32, 3), 10);
    }

    /** The same for other images. */
    public CifarResNet image(int rows, int columns, int channels) {
        return new CifarResNet(depth, Shape.of(rows, columns, channels), classes);
    }

    /** The same for another number of classes. */
    public CifarResNet classes(int count) {
        return new CifarResNet(depth, image, count);
    }

    /** The network: [rows, columns, channels] of an image become a logit for each class. */
    public Network network() {
        Style style = new Style(0.9f, 1e-5f, Activation.RELU, Initializer.heNormal());
        Symbol input = Symbol.input(image, DType.FLOAT32);
        Symbol x = style.behind(style.convolved(input, "conv1_conv", WIDTH, 3, 1), "conv1");
        for (int stage = 0; stage < STAGES; stage++) {
            int filters = WIDTH << stage;
            for (int i = 1; i <= (depth - 2) / (2 * STAGES); i++) {
                String name = "conv" + (stage + 2) + "_block" + i;
                boolean isSmaller = stage > 0 && i == 1;
                Symbol y = style.convolved(x, name + "_1_conv", filters, 3, isSmaller ? 2 : 1);
                y = style.convolved(style.behind(y, name + "_1"), name + "_2_conv", filters, 3, 1);
                Symbol shortcut = isSmaller ? halved(x, name + "_0", filters / 2) : x;
                Symbol sum = shortcut.then(new Add().named(name + "_add"), style.normalized(y, name + "_2_bn"));
                x = style.activated(sum, name + "_out");
            }
        }
        return Network.functional(
                input,
                x.then(new GlobalAveragePooling2D().named("avg_pool")).then(new Dense(classes).named("predictions")));
    }

    /** Each second place, with so many channels of zeros behind its own. */
    private static Symbol halved(Symbol x, String name, int more) {
        return x.then(new MaxPooling2D(1).strides(2).named(name + "_pool"))
                .then(name + "_pad", (tf, y) -> tf.pad(y, new int[][] {{0, 0}, {0, 0}, {0, 0}, {0, more}}));
    }
}
