package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Dropout;
import dev.lamina.op.Padding;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Squeeze;
import dev.lamina.op.conv.Conv2D;
import dev.lamina.op.conv.Conv2DBackpropInput;
import dev.lamina.op.conv.Conv3D;
import dev.lamina.op.conv.Conv3DBackpropInputV2;
import dev.lamina.op.conv.DepthwiseConv2dNative;
import dev.lamina.op.conv.Dilation2D;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Abs;
import dev.lamina.op.math.Exp;
import dev.lamina.op.math.Log1p;
import dev.lamina.op.math.Neg;
import dev.lamina.op.nn.BiasAdd;
import dev.lamina.op.nn.Elu;
import dev.lamina.op.nn.LeakyRelu;
import dev.lamina.op.nn.LogSoftmax;
import dev.lamina.op.nn.Relu;
import dev.lamina.op.nn.Relu6;
import dev.lamina.op.nn.Selu;
import dev.lamina.op.nn.Softmax;
import dev.lamina.op.nn.SoftmaxCrossEntropyWithLogits;
import dev.lamina.op.nn.Softplus;
import dev.lamina.op.nn.Softsign;
import dev.lamina.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import dev.lamina.op.norm.FusedBatchNormV3;
import dev.lamina.op.norm.LRN;
import dev.lamina.op.pool.AvgPool;
import dev.lamina.op.pool.AvgPool3D;
import dev.lamina.op.pool.MaxPool;
import dev.lamina.op.pool.MaxPool3D;
import dev.lamina.op.pool.MaxPoolWithArgmax;
import dev.lamina.op.reduce.L2Loss;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.space.BatchToSpaceND;
import dev.lamina.op.space.DepthToSpace;
import dev.lamina.op.space.ExtractImagePatches;
import dev.lamina.op.space.SpaceToBatchND;
import dev.lamina.op.space.SpaceToDepth;
import java.util.List;

/** Neural networks: activations, losses, dropout. Made by {@link Tf#nn}. */
public final class Nn {
    private final Scope scope;

    Nn(Scope scope) {
        this.scope = scope;
    }

    /** max(x, 0); its derivative at 0 is 0. */
    public Output relu(Operand x) {
        return Relu.of(scope, x);
    }

    /** min(max(x, 0), 6). */
    public Output relu6(Operand x) {
        return Relu6.of(scope, x);
    }

    /** x above 0, alpha · x below. */
    public Output leakyRelu(Operand x, float alpha) {
        return LeakyRelu.of(scope, x, alpha);
    }

    /** x above 0, eˣ - 1 below. */
    public Output elu(Operand x) {
        return Elu.of(scope, x);
    }

    /** The scaled {@link #elu} of self-normalising networks. */
    public Output selu(Operand x) {
        return Selu.of(scope, x);
    }

    /** log(1 + eˣ). */
    public Output softplus(Operand x) {
        return Softplus.of(scope, x);
    }

    /** x / (1 + |x|). */
    public Output softsign(Operand x) {
        return Softsign.of(scope, x);
    }

    /** Each row of logits as probabilities: eˣ divided by the row's sum. */
    public Output softmax(Operand logits) {
        return Softmax.of(scope, logits);
    }

    /** The logarithm of {@link #softmax}. */
    public Output logSoftmax(Operand logits) {
        return LogSoftmax.of(scope, logits);
    }

    /**
     * The cross-entropy of each row's softmax against its labels, a number a row.
     *
     * @param logits of shape [rows, classes]
     * @param labels a probability distribution a row, such as one-hot vectors, of the same shape
     */
    public Output softmaxCrossEntropyWithLogits(Operand logits, Operand labels) {
        return SoftmaxCrossEntropyWithLogits.of(scope, logits, labels).getFirst();
    }

    /**
     * The cross-entropy of each row's softmax against its class, a number a row.
     *
     * @param logits of shape [rows, classes]
     * @param labels the number of the right class of each row, int32 or int64
     */
    public Output sparseSoftmaxCrossEntropyWithLogits(Operand logits, Operand labels) {
        return SparseSoftmaxCrossEntropyWithLogits.of(scope, logits, labels).getFirst();
    }

    /** The cross-entropy of independent yes-or-no answers: max(x, 0) - x · z + log(1 + e⁻|ˣ|). */
    public Output sigmoidCrossEntropyWithLogits(Operand logits, Operand labels) {
        Scope own = scope.nested("logistic_loss");
        Output excess = Sub.of(own, Relu.of(own, logits), Mul.of(own, logits, labels));
        return Add.of(own, excess, Log1p.of(own, Exp.of(own, Neg.of(own, Abs.of(own, logits)))));
    }

    /**
     * The softmax cross-entropy of each example over its true classes and some candidates, of which lower classes are likelier: to train with very many
     * classes. Candidates that are true do not count.
     *
     * @param weights of shape [classes, features]
     * @param biases of shape [classes]
     * @param labels int64 true classes, of shape [batch, true classes of an example]
     * @param inputs of shape [batch, features], float32
     */
    public Output sampledSoftmaxLoss(
            Operand weights, Operand biases, Operand labels, Operand inputs, int numSampled, int numClasses) {
        Scope own = scope.nested("sampled_softmax_loss");
        var sampled = SampledLogits.of(own, weights, biases, labels, inputs, numSampled, numClasses, true);
        return SoftmaxCrossEntropyWithLogits.of(own, sampled.logits(), sampled.labels())
                .get(0);
    }

    /**
     * The noise-contrastive estimate of each example's loss: the sum of sigmoid cross-entropies of its true classes and of some candidates, of which
     * lower classes are likelier. Takes what {@link #sampledSoftmaxLoss} takes.
     */
    public Output nceLoss(
            Operand weights, Operand biases, Operand labels, Operand inputs, int numSampled, int numClasses) {
        Scope own = scope.nested("nce_loss");
        var sampled = SampledLogits.of(own, weights, biases, labels, inputs, numSampled, numClasses, false);
        Output each = new Nn(own).sigmoidCrossEntropyWithLogits(sampled.logits(), sampled.labels());
        return Sum.of(own, each, 1);
    }

    /** Half the sum of the squares of all elements: a single number. */
    public Output l2Loss(Operand x) {
        return L2Loss.of(scope, x);
    }

    /** The bias added to each row. */
    public Output biasAdd(Operand x, Operand bias) {
        return BiasAdd.of(scope, x, bias);
    }

    /** Dropout that keeps each element with a fixed probability. */
    public Output dropout(Operand x, float keepProb) {
        if (!(keepProb > 0 && keepProb <= 1)) {
            throw new InvalidArgumentException("keepProb must be in (0, 1], got " + keepProb);
        }
        return keepProb == 1 ? x.asOutput() : dropout(x, Const.of(scope.named("keep_prob"), keepProb));
    }

    /**
     * Each element with probability {@code keepProb} times 1 / keepProb, else 0; drawn anew in each run.
     *
     * <p>Feed less than 1 in training only, and 1 to evaluate: a {@link Tf#placeholderWithDefault} of 1 makes
     * forgetting harmless.
     *
     * @param keepProb a single float32
     * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al. 2014</a>
     */
    public Output dropout(Operand x, Operand keepProb) {
        return Dropout.of(scope, x, keepProb);
    }

    /**
     * A convolution of images, [batch, rows, columns, channels], with filters, [rows, columns, channels, filters].
     *
     * @param stride how far apart filters are put along rows and columns; {@link Conv2D} has more to choose
     */
    public Output conv2d(Operand x, Operand filters, int stride, Padding padding) {
        return Conv2D.of(scope, x, filters, windows(2, stride), padding.name());
    }

    /** A convolution of sequences, [batch, steps, channels], with filters, [steps, channels, filters]: {@link Conv2D} of images of one column. */
    public Output conv1d(Operand x, Operand filters, int stride, Padding padding) {
        Scope own = scope.nested("conv1d");
        Output image = ExpandDims.of(own, x, 2);
        Output columns = ExpandDims.of(own, filters, 1);
        Output y = Conv2D.of(own, image, columns, List.of(1L, (long) stride, 1L, 1L), padding.name());
        return Squeeze.of(own.itself(), y, 2);
    }

    /** A convolution of volumes, [batch, planes, rows, columns, channels], with filters, [planes, rows, columns, channels, filters]. */
    public Output conv3d(Operand x, Operand filters, int stride, Padding padding) {
        return Conv3D.of(scope, x, filters, windows(3, stride), padding.name());
    }

    /**
     * A transposed convolution of images: the gradient of a {@link #conv2d} by its input.
     *
     * @param filters of shape [rows, columns, filters, channels], with the channels of {@code x} last
     * @param outputShape the shape of the result
     */
    public Output conv2dTranspose(Operand x, Operand filters, int[] outputShape, int stride, Padding padding) {
        Conv2D convolution = new Conv2D(windows(2, stride), padding.name());
        return Conv2DBackpropInput.of(scope, Const.of(unnamed(), outputShape), filters, x, convolution);
    }

    /**
     * A transposed convolution of volumes: the gradient of a {@link #conv3d} by its input.
     *
     * @param filters of shape [planes, rows, columns, filters, channels], with the channels of {@code x} last
     * @param outputShape the shape of the result
     */
    public Output conv3dTranspose(Operand x, Operand filters, int[] outputShape, int stride, Padding padding) {
        Conv3D convolution = new Conv3D(windows(3, stride), padding.name());
        return Conv3DBackpropInputV2.of(scope, Const.of(unnamed(), outputShape), filters, x, convolution);
    }

    /** A convolution of each channel of images with filters of its own, [rows, columns, channels, filters]. */
    public Output depthwiseConv2d(Operand x, Operand filters, int stride, Padding padding) {
        return DepthwiseConv2dNative.of(scope, x, filters, windows(2, stride), padding.name());
    }

    /** A {@link #depthwiseConv2d}, whose results filters of one pixel join, [1, 1, channels, filters]. */
    public Output separableConv2d(Operand x, Operand depthwise, Operand pointwise, int stride, Padding padding) {
        Scope own = scope.nested("separable_conv2d");
        Output each =
                DepthwiseConv2dNative.of(own.named("depthwise"), x, depthwise, windows(2, stride), padding.name());
        return Conv2D.of(own.itself(), each, pointwise, windows(2, 1), "VALID");
    }

    /** Of each channel of images, the greatest sum of an element of a window and one of the filters, [rows, columns, channels]. */
    public Output dilation2d(Operand x, Operand filters, int stride, Padding padding) {
        return Dilation2D.of(scope, x, filters, windows(2, stride), windows(2, 1), padding.name());
    }

    /** Where what is not the result goes: a name is the result's. */
    private Scope unnamed() {
        return scope.named(null);
    }

    /** The greatest element of each window of images, [batch, rows, columns, channels], channel by channel. */
    public Output maxPool2d(Operand x, int size, int stride, Padding padding) {
        return MaxPool.of(scope, x, windows(2, size), windows(2, stride), padding.name(), "NHWC");
    }

    /** The greatest element of each window of volumes, [batch, planes, rows, columns, channels], channel by channel. */
    public Output maxPool3d(Operand x, int size, int stride, Padding padding) {
        return MaxPool3D.of(scope, x, windows(3, size), windows(3, stride), padding.name(), "NDHWC");
    }

    /** The mean of each window of images, [batch, rows, columns, channels], channel by channel. */
    public Output avgPool2d(Operand x, int size, int stride, Padding padding) {
        return AvgPool.of(scope, x, windows(2, size), windows(2, stride), padding.name(), "NHWC");
    }

    /** The mean of each window of volumes, [batch, planes, rows, columns, channels], channel by channel. */
    public Output avgPool3d(Operand x, int size, int stride, Padding padding) {
        return AvgPool3D.of(scope, x, windows(3, size), windows(3, stride), padding.name(), "NDHWC");
    }

    /**
     * The greatest of each window of images, channel by channel, and where in its image it is, as an int64 index of all its elements.
     */
    public List<Output> maxPoolWithArgmax(Operand x, int size, int stride, Padding padding) {
        return MaxPoolWithArgmax.of(scope, x, windows(2, size), windows(2, stride), padding.name());
    }

    /**
     * Each element divided by {@code (bias + alpha * s)^beta}, where s is the sum of the squares of the channels of its place up to
     * {@code depthRadius} away.
     */
    public Output localResponseNormalization(Operand x, int depthRadius, float bias, float alpha, float beta) {
        return LRN.of(scope, x, depthRadius, bias, alpha, beta);
    }

    /**
     * Batch normalisation of images by the batch's own moments.
     *
     * @param scale the factor of each channel
     * @param offset what is added to each channel
     * @return the result, and the mean and the unbiased variance of each channel
     */
    public List<Output> fusedBatchNorm(Operand x, Operand scale, Operand offset, float epsilon) {
        Output none = Const.of(scope.named("none"), new float[0]);
        return FusedBatchNormV3.of(scope, x, scale, offset, none, none, epsilon, "NHWC", true)
                .subList(0, 3);
    }

    /** Batch normalisation of images by the moments of each channel that are given. */
    public Output fusedBatchNorm(
            Operand x, Operand scale, Operand offset, Operand mean, Operand variance, float epsilon) {
        return FusedBatchNormV3.of(scope, x, scale, offset, mean, variance, epsilon, "NHWC", false)
                .getFirst();
    }

    /** Images whose blocks have become places with as many more channels. */
    public Output spaceToDepth(Operand x, int blockSize) {
        return SpaceToDepth.of(scope, x, blockSize, "NHWC");
    }

    /** Images whose channels have become blocks of places: undoes {@link #spaceToDepth}. */
    public Output depthToSpace(Operand x, int blockSize) {
        return DepthToSpace.of(scope, x, blockSize, "NHWC");
    }

    /**
     * The places of blocks moved to the front of the batch.
     *
     * @param blockShape the extents of a block, along the axes behind the batch
     * @param paddings for each of these axes how many zeros come before and after
     */
    public Output spaceToBatch(Operand x, int[] blockShape, int[][] paddings) {
        Output blocks = Const.of(scope.named("block_shape"), blockShape);
        return SpaceToBatchND.of(scope, x, blocks, Const.of(scope.named("paddings"), paddings));
    }

    /**
     * Blocks put together whose places lie in the batch: undoes {@link #spaceToBatch}.
     *
     * @param blockShape the extents of a block, along the axes behind the batch
     * @param crops for each of these axes how much is cut off before and after
     */
    public Output batchToSpace(Operand x, int[] blockShape, int[][] crops) {
        Output blocks = Const.of(scope.named("block_shape"), blockShape);
        return BatchToSpaceND.of(scope, x, blocks, Const.of(scope.named("crops"), crops));
    }

    /**
     * The patches of images, each laid in a row.
     *
     * @param size the extent of a patch
     * @param stride how far apart patches begin
     * @param rate how far apart the places of a patch are
     */
    public Output extractImagePatches(Operand x, int size, int stride, int rate, Padding padding) {
        return ExtractImagePatches.of(scope, x, windows(2, size), windows(2, stride), windows(2, rate), padding.name());
    }

    private static List<Long> windows(int axes, long extent) {
        return axes == 2 ? List.of(1L, extent, extent, 1L) : List.of(1L, extent, extent, extent, 1L);
    }
}
