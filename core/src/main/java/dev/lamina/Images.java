package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ReverseV2;
import dev.lamina.op.flow.Const;
import dev.lamina.op.image.AdjustContrastv2;
import dev.lamina.op.image.AdjustHue;
import dev.lamina.op.image.AdjustSaturation;
import dev.lamina.op.image.CropAndResize;
import dev.lamina.op.image.DecodeBmp;
import dev.lamina.op.image.DrawBoundingBoxesV2;
import dev.lamina.op.image.EncodePng;
import dev.lamina.op.image.HSVToRGB;
import dev.lamina.op.image.NonMaxSuppressionV3;
import dev.lamina.op.image.RGBToHSV;
import dev.lamina.op.image.ResizeArea;
import dev.lamina.op.image.ResizeBicubic;
import dev.lamina.op.image.ResizeBilinear;
import dev.lamina.op.image.ResizeNearestNeighbor;
import dev.lamina.op.reduce.Sum;

/**
 * Pictures, [batch, height, width, channels] where nothing else is said. A size is a vector of height and width (int32). Made by
 * {@link Tf#image}.
 */
public final class Images {
    /** What red, green and blue give to how bright a pixel is. */
    private static final float[] BRIGHTNESS = {0.2989f, 0.587f, 0.114f};

    private final Scope scope;

    Images(Scope scope) {
        this.scope = scope;
    }

    /** Pictures in another size, each pixel between the four nearest ones. */
    public Output resizeBilinear(Operand images, Operand size) {
        return ResizeBilinear.of(scope, images, size);
    }

    /** Pictures in another size, by cubic convolution of the sixteen nearest pixels. */
    public Output resizeBicubic(Operand images, Operand size) {
        return ResizeBicubic.of(scope, images, size);
    }

    /** Pictures in another size, each pixel the nearest one. */
    public Output resizeNearestNeighbor(Operand images, Operand size) {
        return ResizeNearestNeighbor.of(scope, images, size);
    }

    /** Pictures in another size, each pixel the mean of the area that it covers. */
    public Output resizeArea(Operand images, Operand size) {
        return ResizeArea.of(scope, images, size);
    }

    /**
     * Parts of pictures, each resized to {@code cropSize}: boxes [n, 4] are y1, x1, y2, x2 in units of height and width, {@code boxIndices} [n]
     * says which picture each is of.
     */
    public Output cropAndResize(Operand images, Operand boxes, Operand boxIndices, Operand cropSize) {
        return CropAndResize.of(scope, images, boxes, boxIndices, cropSize);
    }

    /**
     * The numbers of at most so many boxes [n, 4], by their scores [n], the highest first, but none that overlaps with one chosen before by more
     * than {@code iouThreshold}, or has a score of {@code scoreThreshold} or less.
     */
    public Output nonMaxSuppression(
            Operand boxes, Operand scores, Operand maxOutputSize, float iouThreshold, float scoreThreshold) {
        Scope unnamed = scope.named(null);
        return NonMaxSuppressionV3.of(
                scope,
                boxes,
                scores,
                maxOutputSize,
                Const.of(unnamed, iouThreshold),
                Const.of(unnamed, scoreThreshold));
    }

    /** Pictures with the edges of boxes [batch, n, 4] drawn in them, in colours [m, channels] that take turns. */
    public Output drawBoundingBoxes(Operand images, Operand boxes, Operand colors) {
        return DrawBoundingBoxesV2.of(scope, images, boxes, colors);
    }

    /** Pictures with a number added to each channel of each pixel. */
    public Output adjustBrightness(Operand images, Operand delta) {
        return AddV2.of(scope, images, delta);
    }

    /** Pictures with each pixel's distance from the mean of its picture's channel multiplied by a factor. */
    public Output adjustContrast(Operand images, Operand factor) {
        return AdjustContrastv2.of(scope, images, factor);
    }

    /** Pictures of red, green and blue with the hue turned by so much of a full circle. */
    public Output adjustHue(Operand images, Operand delta) {
        return AdjustHue.of(scope, images, delta);
    }

    /** Pictures of red, green and blue with the saturation multiplied by a factor. */
    public Output adjustSaturation(Operand images, Operand factor) {
        return AdjustSaturation.of(scope, images, factor);
    }

    /** Pictures mirrored, the left side to the right. */
    public Output flipLeftRight(Operand images) {
        return ReverseV2.of(scope, images, Const.of(scope.named(null), new int[] {-2}));
    }

    /** Pictures mirrored, the upper side down. */
    public Output flipUpDown(Operand images) {
        return ReverseV2.of(scope, images, Const.of(scope.named(null), new int[] {-3}));
    }

    /** Hue, saturation and value of colours of red, green and blue, along the last axis. */
    public Output rgbToHsv(Operand images) {
        return RGBToHSV.of(scope, images);
    }

    /** Red, green and blue of colours of hue, saturation and value, along the last axis. */
    public Output hsvToRgb(Operand images) {
        return HSVToRGB.of(scope, images);
    }

    /** One channel, how bright it is, of colours of red, green and blue, along the last axis. */
    public Output rgbToGrayscale(Operand images) {
        Scope own = scope.nested("rgb_to_grayscale");
        Output weights = Const.of(own, BRIGHTNESS, images.asOutput().dtype());
        return Sum.of(own, Mul.of(own, images, weights), Const.of(own, -1), true);
    }

    /** Three equal channels of one, along the last axis. */
    public Output grayscaleToRgb(Operand images) {
        Output ones = Const.of(
                scope.named(null), new float[] {1, 1, 1}, images.asOutput().dtype());
        return Mul.of(scope, images, ones);
    }

    /** The pixels of a BMP file, whose bytes are a scalar: uint8 [height, width, channels]. */
    public Output decodeBmp(Operand contents) {
        return DecodeBmp.of(scope, contents);
    }

    /** A picture [height, width, channels] of uint8 or uint16 as the bytes of a PNG file. */
    public Output encodePng(Operand image) {
        return EncodePng.of(scope, image);
    }
}
