package dev.lamina.model.application;

import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.pool.AveragePooling2D;
import dev.lamina.model.Network;
import dev.lamina.op.Padding;
import dev.lamina.tensor.Shape;

/**
 * LeNet-5, which read the digits of cheques: two convolutions with the mean of each two by two places behind them, and three dense layers,
 * all but the last with the hyperbolic tangent. In its common form each filter of the second convolution sees all channels, and the end is
 * a dense layer.
 *
 * @param image the shape of an image, [rows, columns, channels]
 * @param padding whether the first filters may lie over the edge, as images of 28 by 28 ask for; those of 32 by 32 bring the edge
 * @param classes the number of classes
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al. 1998</a>
 */
public record LeNet5(Shape image, Padding padding, int classes) {
    private static final int FILTER = 5;

    /** Checks the image. */
    public LeNet5 {
        Images.requireImage("LeNet-5", image);
        Images.requireClasses("LeNet-5", classes);
    }

    /** For the ten digits of MNIST, images of 28 by 28 in shades of grey. */
    public LeNet5() {
        this(Shape.of(28, 28, 1), Padding.SAME, 10);
    }

    /** The same for other images, whose first filters lie within. */
    public LeNet5 image(int rows, int columns, int channels) {
        return new LeNet5(Shape.of(rows, columns, channels), Padding.VALID, classes);
    }

    /** The same for another number of classes. */
    public LeNet5 classes(int count) {
        return new LeNet5(image, padding, count);
    }

    /** The network: [rows, columns, channels] of an image become a logit for each class. */
    public Network network() {
        return Network.sequential(
                image,
                new Conv2D(6, FILTER, Activation.TANH).padding(padding),
                new AveragePooling2D(2),
                new Conv2D(16, FILTER, Activation.TANH),
                new AveragePooling2D(2),
                new Flatten(),
                new Dense(120, Activation.TANH),
                new Dense(84, Activation.TANH),
                new Dense(classes).named("predictions"));
    }
}
