package dev.lamina.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PhiloxTest {
    private static int[] block(long key, long counterLow, long counterHigh) {
        int[] words = new int[4];
        Philox.block(key, counterLow, counterHigh, words, 0);
        return words;
    }

    /** The known answers that come with the authors' Random123. */
    @Test
    void blocksAreTheAuthors() {
        assertThat(block(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(block(-1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(block(0x299f31d0a4093822L, 0x85a308d3243f6a88L, 0x0370734413198a2eL))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void skippingIsMakingBlocks() {
        Philox stepped = new Philox(7, 8);
        for (int i = 0; i < 1000; i++) {
            stepped.next();
        }
        Philox skipped = new Philox(7, 8);
        skipped.skip(999);
        skipped.next();
        for (int i = 0; i < 4; i++) {
            assertThat(skipped.word(i)).isEqualTo(stepped.word(i));
        }
    }

    @Test
    @Tag("simd")
    void manyBlocksAreTheSameAsOneByOne() {
        for (int stride : new int[] {1, 2, 256}) {
            for (long start : new long[] {0, 5, 0xfffffff0L, -30, -1}) {
                Philox generator = new Philox(0x123456789abcdefL, -2);
                generator.skip(start);
                int[] words = new int[3 + 4 * 77];
                PhiloxBlocks.fill(words, 3, 77, generator, 11, stride);
                Philox one = new Philox(generator);
                one.skip(11);
                for (int block = 0; block < 77; block++) {
                    one.next();
                    for (int i = 0; i < 4; i++) {
                        assertThat(words[3 + 4 * block + i])
                                .as("word %d of block %d, stride %d, start %d", i, block, stride, start)
                                .isEqualTo(one.word(i));
                    }
                    one.skip(stride - 1);
                }
            }
        }
    }

    @Test
    void streamsGoOnAndSeedsOfZeroDiffer() {
        PhiloxStream stream = new PhiloxStream(3, 4);
        Philox first = new Philox(0, 0);
        Philox second = new Philox(0, 0);
        stream.reserveOutputs(10, first);
        stream.reserveWords(5, second);
        assertThat(first.counterLow()).isZero();
        assertThat(second.counterLow()).isEqualTo(2560);
        stream.reserveBlocks(1, second);
        assertThat(second.counterLow()).isEqualTo(2562);
        assertThat(second.key()).isEqualTo(3);
        assertThat(second.counterHigh()).isEqualTo(4);

        new PhiloxStream(0, 0).reserveBlocks(1, first);
        new PhiloxStream(0, 0).reserveBlocks(1, second);
        assertThat(first.key()).isNotEqualTo(second.key());
    }
}
