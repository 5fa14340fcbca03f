package dev.lamina.model.application;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.pool.GlobalAveragePooling2D;
import dev.lamina.layer.pool.MaxPooling2D;
import dev.lamina.layer.space.ZeroPadding2D;
import dev.lamina.model.Network;
import dev.lamina.model.Symbol;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Residual networks for images as those of ImageNet: 18 or 34 layers of blocks of two convolutions, 50, 101 or 152 of blocks of three.
 *
 * <p>{@link #v1}, as torchvision has it: a block's sum goes through the activation, the second convolution of three is the one that is put
 * two apart, and no convolution has a bias. {@link #v2}, as Keras's {@code ResNet50V2}: normalisation and activation come before each
 * convolution, the last block of a stage is the one that is put two apart, and shortcuts, the first convolution and the last of each
 * block have biases. Layers have Keras's names, {@code conv2_block1_1_conv} and {@code conv2_block1_1_bn}.
 *
 * @param depth the number of layers with weights
 * @param isPreactivated whether it is the second version
 * @param image the shape of an image, [rows, columns, channels]
 * @param width the filters of the first stage, doubled by each of the three others
 * @param classes the number of classes
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al. 2015</a>
 * @see <a href="https://arxiv.org/abs/1603.05027">He et al. 2016</a>
 */
public record ResNet(int depth, boolean isPreactivated, Shape image, int width, int classes) {
    /** How many blocks each stage has. */
    private static final Map<Integer, List<Integer>> BLOCKS = Map.of(
            18, List.of(2, 2, 2, 2),
            34, List.of(3, 4, 6, 3),
            50, List.of(3, 4, 6, 3),
            101, List.of(3, 4, 23, 3),
            152, List.of(3, 8, 36, 3));

    /** From this depth on blocks have three convolutions. */
    private static final int BOTTLENECKS = 50;

    /** Checks the depth. */
    public ResNet {
        if (!BLOCKS.containsKey(depth)) {
            throw new InvalidArgumentException(
                    "a residual network has 18, 34, 50, 101 or 152 layers, got " + depth,
                    "for images of 32 by 32 there is CifarResNet, of 6n + 2 layers");
        }
        Images.requireImage("a residual network", image);
        Images.requireClasses("a residual network", classes);
        if (width < 1) {
            throw new InvalidArgumentException("a residual network has 1 filter or more, got a width of " + width);
        }
    }

    /** The first version, for the thousand classes of ImageNet and coloured images of 224 by 224. */
    public static ResNet v1(int depth) {
        return new ResNet(depth, false, Shape.of(224, 224, 3), 64, 1000);
    }

    /** The second version, for the thousand classes of ImageNet and coloured images of 224 by 224. */
    public static ResNet v2(int depth) {
        return new ResNet(depth, true, Shape.of(224, 224, 3), 64, 1000);
    }

    /** The same for other images. */
    public ResNet image(int rows, int columns, int channels) {
        return new ResNet(depth, isPreactivated, Shape.of(rows, columns, channels), width, classes);
    }

    /** The same with so many filters in the first stage, 64 in those that were published. */
    public ResNet width(int filters) {
        return new ResNet(depth, isPreactivated, image, filters, classes);
    }

    /** The same for another number of classes. */
    public ResNet classes(int count) {
        return new ResNet(depth, isPreactivated, image, width, count);
    }

    /** The network: [rows, columns, channels] of an image become a logit for each class. */
    public Network network() {
        Style style = isPreactivated
                ? new Style(0.99f, 1.001e-5f, Activation.RELU, Initializer.heNormal())
                : new Style(0.9f, 1e-5f, Activation.RELU, Initializer.heNormal());
        ResidualBlock block = new ResidualBlock(style, isPreactivated, depth >= BOTTLENECKS);
        Symbol input = Symbol.input(image, DType.FLOAT32);
        Symbol x = isPreactivated
                ? style.biased(input, "conv1_conv", width, 7, 2)
                : style.behind(style.convolved(input, "conv1_conv", width, 7, 2), "conv1");
        x = x.then(new ZeroPadding2D(1).named("pool1_pad"))
                .then(new MaxPooling2D(3).strides(2).named("pool1_pool"));
        List<Integer> blocks = Objects.requireNonNull(BLOCKS.get(depth));
        int channels = width;
        for (int stage = 0; stage < blocks.size(); stage++) {
            int filters = width << stage;
            for (int i = 1; i <= blocks.get(stage); i++) {
                String name = "conv" + (stage + 2) + "_block" + i;
                x = block.of(x, name, channels, filters, stride(stage, i, blocks.get(stage)));
                channels = block.channels(filters);
            }
        }
        if (isPreactivated) {
            x = style.behind(x, "post");
        }
        return Network.functional(
                input,
                x.then(new GlobalAveragePooling2D().named("avg_pool")).then(new Dense(classes).named("predictions")));
    }

    /** How far apart filters are put in a block: the first version makes images smaller at the beginning of a stage, the second at its end. */
    private int stride(int stage, int block, int blocks) {
        boolean isSmaller = isPreactivated ? block == blocks && stage < 3 : block == 1 && stage > 0;
        return isSmaller ? 2 : 1;
    }
}
