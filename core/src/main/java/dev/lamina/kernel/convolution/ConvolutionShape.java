package dev.lamina.kernel.convolution;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a convolution with channels in the last axis: images of shape [batch, depth, height, width, channels], filters of shape [depth, height,
 * width, channels / groups, filters], and results of shape [batch, depth, height, width, filters].
 *
 * @param batch the number of images
 * @param z the axis of the depth, {@link PatchAxis#NONE} of flat images
 * @param y the axis of the height
 * @param x the axis of the width
 * @param channels the channels of an image
 * @param filters the channels of a result
 * @param groups into how many groups the channels fall, each with filters of its own
 */
public record ConvolutionShape(
        int batch, PatchAxis z, PatchAxis y, PatchAxis x, int channels, int filters, int groups) {
    /** The channels of a group. */
    int groupChannels() {
        return channels / groups;
    }

    /** The filters of a group. */
    int groupFilters() {
        return filters / groups;
    }

    /** The patches of all images. */
    int patches() {
        return batch * z.output() * y.output() * x.output();
    }

    /** The elements of all images, channels counted once. */
    int pixels() {
        return batch * z.input() * y.input() * x.input();
    }

    /** The taps of a filter. */
    int taps() {
        return z.taps() * y.taps() * x.taps();
    }

    /** The elements of a group's patch. */
    int depth() {
        return taps() * groupChannels();
    }

    /** Says whether patches are the elements of the image themselves. */
    boolean isPlain() {
        return z.isPlain() && y.isPlain() && x.isPlain();
    }

    /** Says whether each element of the image is the beginning of a patch, but for the padding. */
    public boolean hasUnitStrides() {
        return z.stride() == 1 && y.stride() == 1 && x.stride() == 1;
    }

    /** The phases of the strides at which filters reach elements: each is a convolution of its own when the image's gradient is gathered. */
    List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (int ofZ : z.phases()) {
            for (int ofY : y.phases()) {
                for (int ofX : x.phases()) {
                    phases.add(new Phase(ofZ, ofY, ofX));
                }
            }
        }
        return phases;
    }

    /** Says whether filters reach all elements, were there patches enough. */
    boolean reachesAll() {
        return z.reachesAll() && y.reachesAll() && x.reachesAll();
    }

    /** A phase of the strides along each axis: the elements from there on that are a whole number of strides apart. */
    record Phase(int z, int y, int x) {}

    /** The convolution of the result's gradient that gives the elements of the image's at a phase, with the filters' taps from the last on. */
    ConvolutionShape reversed(Phase phase) {
        return new ConvolutionShape(
                batch, z.reversed(phase.z), y.reversed(phase.y), x.reversed(phase.x), filters, channels, groups);
    }
}
