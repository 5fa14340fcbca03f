package dev.lamina.model.application;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.conv.DepthwiseConv2D;
import dev.lamina.layer.merge.Add;
import dev.lamina.layer.pool.GlobalAveragePooling2D;
import dev.lamina.model.Network;
import dev.lamina.model.Symbol;
import dev.lamina.op.Padding;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * MobileNetV2, small and quick: 17 blocks that make many channels of few, filter each by itself, and bring them together to few again
 * without an activation. As Keras's {@code MobileNetV2}, with its names: {@code block_1_expand}, {@code block_1_depthwise}, {@code
 * block_1_project}.
 *
 * @param width what the numbers of filters are multiplied by, to the nearest multiple of 8
 * @param image the shape of an image, [rows, columns, channels]
 * @param classes the number of classes
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al. 2018</a>
 */
public record MobileNetV2(float width, Shape image, int classes) {
    private static final int EXPANSION = 6;
    private static final int LAST = 1280;
    private static final Style STYLE = new Style(0.999f, 0.001f, Activation.RELU6, Initializer.glorotUniform());

    /** The blocks of one number of filters, the first of which are put so far apart. */
    private record Stage(int filters, int stride, int blocks) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(16, 1, 1),
            new Stage(24, 2, 2),
            new Stage(32, 2, 3),
            new Stage(64, 2, 4),
            new Stage(96, 1, 3),
            new Stage(160, 2, 3),
            new Stage(320, 1, 1));

    /** Checks the width. */
    public MobileNetV2 {
        if (!(width > 0 && width <= 16)) {
            throw new InvalidArgumentException("MobileNetV2 has a width above 0 and at most 16, got " + width);
        }
        Images.requireImage("MobileNetV2", image);
        Images.requireClasses("MobileNetV2", classes);
    }

    /** As it was published, for the thousand classes of ImageNet and coloured images of 224 by 224. */
    public MobileNetV2() {
        this(1, Shape.of(224, 224, 3), 1000);
    }

    /** The same with so many times the filters. */
    public MobileNetV2 width(float factor) {
        return new MobileNetV2(factor, image, classes);
    }

    /** The same for other images. */
    public MobileNetV2 image(int rows, int columns, int channels) {
        return new MobileNetV2(width, Shape.of(rows, columns, channels), classes);
    }

    /** The same for another number of classes. */
    public MobileNetV2 classes(int count) {
        return new MobileNetV2(width, image, count);
    }

    /** The network: [rows, columns, channels] of an image become a logit for each class. */
    public Network network() {
        Symbol input = Symbol.input(image, DType.FLOAT32);
        int channels = filters(32);
        Symbol x =
                STYLE.activated(STYLE.normalized(convolved(input, "Conv1", channels, 3, 2), "bn_Conv1"), "Conv1_relu");
        int block = 0;
        for (Stage stage : STAGES) {
            int filters = filters(stage.filters);
            for (int i = 0; i < stage.blocks; i++) {
                x = block(x, block++, channels, filters, i == 0 ? stage.stride : 1);
                channels = filters;
            }
        }
        int last = width > 1 ? filters(LAST) : LAST;
        x = STYLE.activated(STYLE.normalized(convolved(x, "Conv_1", last, 1, 1), "Conv_1_bn"), "out_relu");
        return Network.functional(
                input, x.then(new GlobalAveragePooling2D()).then(new Dense(classes).named("predictions")));
    }

    /** So many filters times the width, to the nearest multiple of 8 that takes away no tenth of them. */
    private int filters(int count) {
        float wanted = count * width;
        int nearest = Math.max(8, (int) (wanted + 4) / 8 * 8);
        return nearest < 0.9f * wanted ? nearest + 8 : nearest;
    }

    private static Symbol block(Symbol x, int number, int channels, int filters, int stride) {
        String name = number == 0 ? "expanded_conv_" : "block_" + number + "_";
        Symbol wide = number == 0
                ? x
                : normalized(convolved(x, name + "expand", EXPANSION * channels, 1, 1), name + "expand");
        Symbol filtered = normalized(
                wide.then(new DepthwiseConv2D(3)
                        .strides(stride)
                        .padding(Padding.SAME)
                        .withoutBias()
                        .named(name + "depthwise")),
                name + "depthwise");
        Symbol narrow = STYLE.normalized(convolved(filtered, name + "project", filters, 1, 1), name + "project_BN");
        return channels == filters && stride == 1 ? x.then(new Add().named(name + "add"), narrow) : narrow;
    }

    private static Symbol normalized(Symbol x, String name) {
        return STYLE.activated(STYLE.normalized(x, name + "_BN"), name + "_relu");
    }

    /** A convolution without a bias, padded as TensorFlow pads. */
    private static Symbol convolved(Symbol x, String name, int filters, int size, int stride) {
        return x.then(new Conv2D(filters, size)
                .strides(stride)
                .padding(Padding.SAME)
                .withoutBias()
                .named(name));
    }
}
