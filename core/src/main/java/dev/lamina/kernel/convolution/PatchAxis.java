package dev.lamina.kernel.convolution;

import java.util.stream.IntStream;

/**
 * A spatial axis along which patches are taken: tap t of the patch at o lies at {@code o * stride + offset + t * dilation}, and is 0
 * where that is outside of the image.
 *
 * @param input the extent of the image
 * @param taps the extent of a patch
 * @param output how many patches there are
 * @param stride from one patch to the next
 * @param dilation from one tap to the next
 * @param offset where the first patch begins, the negative of the padding before the image
 */
public record PatchAxis(int input, int taps, int output, int stride, int dilation, int offset) {
    /** An axis that a convolution has not. */
    public static final PatchAxis NONE = new PatchAxis(1, 1, 1, 1, 1, 0);

    /** Where a tap lies in the image; outside of it if that is negative, or not less than {@link #input}. */
    public int at(int patch, int tap) {
        return patch * stride + offset + tap * dilation;
    }

    /** The first tap of a patch that lies in the image, or {@link #endTap}. */
    public int firstTap(int patch) {
        return Math.clamp(Math.ceilDiv(-at(patch, 0), dilation), 0, taps);
    }

    /** Behind the last tap of a patch that lies in the image. */
    public int endTap(int patch) {
        return Math.clamp(Math.ceilDiv(input - at(patch, 0), dilation), firstTap(patch), taps);
    }

    /** The first patch of which a tap lies in the image, or {@link #endPatch}. */
    int firstPatch(int tap) {
        return Math.clamp(Math.ceilDiv(-at(0, tap), stride), 0, output);
    }

    /** Behind the last patch of which a tap lies in the image. */
    int endPatch(int tap) {
        return Math.clamp(Math.ceilDiv(input - at(0, tap), stride), firstPatch(tap), output);
    }

    /** Says whether patches are the elements of the image themselves. */
    boolean isPlain() {
        return taps == 1 && stride == 1 && offset == 0 && input == output;
    }

    /** How many of the image's elements lie at a phase of the stride: {@code phase}, {@code phase + stride}, … */
    private int elements(int phase) {
        return Math.ceilDiv(input - phase, stride);
    }

    /** The last tap that reaches the elements of a phase. */
    private int lastTap(int phase) {
        int tap = taps - 1;
        while (Math.floorMod(phase - offset - tap * (long) dilation, (long) stride) != 0) {
            tap--;
        }
        return tap;
    }

    /** The phases of the stride at which a tap reaches elements. */
    int[] phases() {
        return IntStream.range(0, Math.min(taps, tapStep()))
                .map(tap -> Math.toIntExact(Math.floorMod(offset + tap * (long) dilation, (long) stride)))
                .filter(phase -> phase < input)
                .sorted()
                .toArray();
    }

    /** Says whether a tap reaches each element, were there patches enough. */
    boolean reachesAll() {
        return phases().length == Math.min(stride, input);
    }

    /** From a tap that reaches the elements of a phase to the next. */
    int tapStep() {
        return stride / gcd(stride, dilation);
    }

    /**
     * The axis along which the gradient of the image is gathered from that of the result, for the elements at one of the {@link #phases}; its
     * taps are those of this axis that reach them, the last one first.
     */
    PatchAxis reversed(int phase) {
        int last = lastTap(phase);
        int first = (int) ((phase - offset - (long) last * dilation) / stride); // without a rest
        return new PatchAxis(output, last / tapStep() + 1, elements(phase), 1, dilation / gcd(stride, dilation), first);
    }

    /** The tap of this axis that a tap of {@link #reversed} is. */
    int tap(int phase, int reversed) {
        return lastTap(phase) - reversed * tapStep();
    }

    private static int gcd(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }
}
