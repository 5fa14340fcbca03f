package dev.lamina.op.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The copy with strides against one that computes every index from its coordinates. */
class StridedCopyTest {
    @Test
    void copiesWhatTheStridesSay() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            int rank = random.nextInt(5);
            int[] extents = random.ints(rank, 0, 6)
                    .map(extent -> Math.max(extent, random.nextInt(2)))
                    .toArray();
            check(random, extents);
        }
    }

    @Test
    void copiesLargeRegionsOnSeveralThreads() {
        Random random = new Random(4);
        check(random, new int[] {3, 50, 400});
        check(random, new int[] {40, 2000});
        check(random, new int[] {100_000});
    }

    private static void check(Random random, int[] extents) {
        int[] from = new int[extents.length];
        int[] to = new int[extents.length];
        int fromOffset = strides(random, extents, from, true);
        int toOffset = strides(random, extents, to, false);
        int[] source = random.ints(reach(extents, from, fromOffset)).toArray();
        int[] target = new int[reach(extents, to, toOffset)];
        int[] expected = target.clone();
        int count = 1;
        for (int extent : extents) {
            count *= extent;
        }
        for (int flat = 0; flat < count; flat++) {
            int i = fromOffset;
            int o = toOffset;
            int rest = flat;
            for (int axis = extents.length - 1; axis >= 0; axis--) {
                i += rest % extents[axis] * from[axis];
                o += rest % extents[axis] * to[axis];
                rest /= extents[axis];
            }
            expected[o] = source[i];
        }
        new StridedCopy(extents, from, to).run(source, fromOffset, target, toOffset);
        assertThat(target).isEqualTo(expected);
    }

    /** Strides of a region within a larger array, some of them negative and (where they may) 0; gives its offset. */
    private static int strides(Random random, int[] extents, int[] strides, boolean mayRepeat) {
        int offset = random.nextInt(3);
        int stride = 1 + random.nextInt(4) / 3;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            int kind = random.nextInt(mayRepeat ? 6 : 5);
            strides[axis] = kind == 5 ? 0 : kind == 4 ? -stride : stride;
            offset += kind == 4 && extents[axis] > 0 ? (extents[axis] - 1) * stride : 0;
            stride *= Math.max(1, extents[axis]) + random.nextInt(4) / 3;
        }
        return offset;
    }

    private static int reach(int[] extents, int[] strides, int offset) {
        int last = offset;
        for (int axis = 0; axis < extents.length; axis++) {
            last += Math.max(0, extents[axis] - 1) * Math.max(0, strides[axis]);
        }
        return last + 1;
    }
}
