package dev.lamina.op.image;

import dev.lamina.kernel.random.PhiloxWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws parts of a picture, as TensorFlow does it with the same random words, until one covers enough of a box. */
final class RandomCrop {
    /** So that what is rounded is not beyond the picture. */
    private static final double LITTLE = 0.0000001;

    private final int width;
    private final int height;
    private final PhiloxWords words;
    private final List<int[]> boxes = new ArrayList<>();

    RandomCrop(int width, int height, PhiloxWords words) {
        this.width = width;
        this.height = height;
        this.words = words;
    }

    /** Adds a box, in fractions of the picture. */
    void addBox(float top, float left, float bottom, float right) {
        boxes.add(
                new int[] {(int) (left * width), (int) (top * height), (int) (right * width), (int) (bottom * height)});
    }

    /** Left, top, right and bottom of the part. */
    int[] draw(List<Float> aspectRatios, List<Float> areas, float covered, long attempts) {
        for (long i = 0; i < attempts; i++) {
            float ratio = nextFloat() * (aspectRatios.get(1) - aspectRatios.get(0)) + aspectRatios.get(0);
            int[] part = part(areas.get(0), areas.get(1), ratio);
            if (part != null && covers(part, covered)) {
                return part;
            }
        }
        return new int[] {0, 0, width, height};
    }

    private int @Nullable [] part(float least, float most, float ratio) {
        if (width <= 0 || height <= 0 || least > most) {
            return null;
        }
        float leastArea = least * width * height;
        float mostArea = most * width * height;
        int high = rounded((float) Math.sqrt(leastArea / ratio));
        int highest = rounded((float) Math.sqrt(mostArea / ratio));
        if (rounded(highest * ratio) > width) {
            highest = (int) ((width + 0.5 - LITTLE) / ratio);
            highest -= rounded(highest * ratio) > width ? 1 : 0;
        }
        highest = Math.min(highest, height);
        high = Math.min(high, highest);
        if (high < highest) {
            high += below(highest - high + 1);
        }
        int wide = rounded(high * ratio);
        // Rounding alone should not fail: a little more, then a little less is tried.
        if ((float) (wide * high) < leastArea) {
            high++;
            wide = rounded(high * ratio);
        }
        if ((float) (wide * high) > mostArea) {
            high--;
            wide = rounded(high * ratio);
        }
        float area = wide * high;
        if (area < leastArea || area > mostArea || wide > width || high > height || wide <= 0 || high <= 0) {
            return null;
        }
        int top = high < height ? below(height - high) : 0;
        int left = wide < width ? below(width - wide) : 0;
        return new int[] {left, top, left + wide, top + high};
    }

    private static int rounded(float value) {
        return (int) Math.rint(value);
    }

    private boolean covers(int[] part, float covered) {
        for (int[] box : boxes) {
            float area = area(box);
            int[] common = {
                Math.max(part[0], box[0]),
                Math.max(part[1], box[1]),
                Math.min(part[2], box[2]),
                Math.min(part[3], box[3])
            };
            float inside = common[0] > common[2] || common[1] > common[3] ? 0 : area(common);
            if (area >= 1 && inside / area >= covered) {
                return true;
            }
        }
        return false;
    }

    private static float area(int[] box) {
        return (box[2] - box[0]) * (box[3] - box[1]);
    }

    private float nextFloat() {
        return Float.intBitsToFloat((words.next() & 0x7fffff) | (127 << 23)) - 1;
    }

    /** A number from 0 to below n, all alike. */
    private int below(int n) {
        if ((n & (n - 1)) == 0) {
            return words.next() & (n - 1);
        }
        int rest = Integer.remainderUnsigned(-1, n) + 1;
        int word = words.next();
        while (Integer.compareUnsigned(word, rest) < 0) {
            word = words.next();
        }
        return Integer.remainderUnsigned(word, n);
    }
}
