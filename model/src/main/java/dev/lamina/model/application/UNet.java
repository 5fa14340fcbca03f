package dev.lamina.model.application;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.conv.Conv2DTranspose;
import dev.lamina.layer.merge.Concatenate;
import dev.lamina.layer.pool.MaxPooling2D;
import dev.lamina.model.Network;
import dev.lamina.model.Symbol;
import dev.lamina.op.Padding;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * U-Net, which tells of each place of an image what it belongs to: pairs of convolutions go down to smaller images of more channels, and
 * up again, where each level is given what it was on the way down. In its common form filters lie over the edges too, so that what it
 * gives is as large as the image.
 *
 * @param image the shape of an image, [rows, columns, channels]; rows and columns are multiples of 2 to the number of levels
 * @param filters those of the first level, doubled by each level below it
 * @param levels how often images are halved
 * @param classes the number of classes
 * @see <a href="https://arxiv.org/abs/1505.04597">Ronneberger, Fischer, Brox 2015</a>
 */
public record UNet(Shape image, int filters, int levels, int classes) {
    private static final int DEEPEST = 10;

    /** Checks that the image can be halved so often. */
    public UNet {
        Images.requireImage("U-Net", image);
        Images.requireClasses("U-Net", classes);
        if (filters < 1 || levels < 1 || levels > DEEPEST) {
            throw new InvalidArgumentException(
                    "U-Net has 1 filter or more and 1 to " + DEEPEST + " levels, got " + filters + " and " + levels);
        }
        int multiple = 1 << levels;
        if (image.dim(0) % multiple != 0 || image.dim(1) % multiple != 0) {
            throw new InvalidArgumentException(
                    "U-Net of " + levels + " levels takes images whose rows and columns are multiples of " + multiple
                            + ", got " + image,
                    "pad or crop them, or take fewer levels");
        }
    }

    /** As it was published, four levels of 64 filters and more, for two classes. */
    public UNet(int rows, int columns, int channels) {
        this(Shape.of(rows, columns, channels), 64, 4, 2);
    }

    /** The same with so many filters in its first level. */
    public UNet filters(int count) {
        return new UNet(image, count, levels, classes);
    }

    /** The same with so many levels. */
    public UNet levels(int count) {
        return new UNet(image, filters, count, classes);
    }

    /** The same for another number of classes. */
    public UNet classes(int count) {
        return new UNet(image, filters, levels, count);
    }

    /** The network: [rows, columns, channels] of an image become [rows, columns, classes], a logit for each class of each place. */
    public Network network() {
        Symbol input = Symbol.input(image, DType.FLOAT32);
        Deque<Symbol> passed = new ArrayDeque<>();
        Symbol x = input;
        for (int level = 0; level < levels; level++) {
            x = pair(x, "down" + (level + 1), filters << level);
            passed.push(x);
            x = x.then(new MaxPooling2D(2).named("down" + (level + 1) + "_pool"));
        }
        x = pair(x, "bottom", filters << levels);
        for (int level = levels - 1; level >= 0; level--) {
            String name = "up" + (level + 1);
            Symbol larger = x.then(new Conv2DTranspose(filters << level, 2)
                    .strides(2)
                    .kernelInitializer(Initializer.heNormal())
                    .named(name + "_upconv"));
            x = pair(passed.pop().then(new Concatenate().named(name + "_concat"), larger), name, filters << level);
        }
        return Network.functional(input, x.then(new Conv2D(classes, 1).named("predictions")));
    }

    private static Symbol pair(Symbol x, String name, int filters) {
        Conv2D convolution =
                new Conv2D(filters, 3, Activation.RELU).padding(Padding.SAME).kernelInitializer(Initializer.heNormal());
        return x.then(convolution.named(name + "_conv1")).then(convolution.named(name + "_conv2"));
    }
}
