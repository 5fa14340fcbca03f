package dev.lamina.kernel.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("simd")
class AlignedMemoryTest {
    private static final int ROOMS = (int) (AlignedMemory.BYTES / AlignedMemory.ROOM);

    @Test
    void aRoomHasOneUserAtATime() {
        List<Integer> taken = takeAll();
        assertThat(taken).doesNotHaveDuplicates().allMatch(room -> room % AlignedMemory.ROOM == 0);
        releaseAll(taken);
    }

    @Test
    void whoWasInARoomGetsItAgain() {
        int last = (ROOMS - 1) * AlignedMemory.ROOM;
        int room = AlignedMemory.take(last);
        AlignedMemory.release(room, 0, 0);
        assertThat(room).isEqualTo(last);
    }

    @Test
    void aRoomTellsOfWhichProductItHoldsWhatColumns() {
        int room = AlignedMemory.take(0);
        AlignedMemory.release(room, 7, 64);
        room = AlignedMemory.take(room);
        assertThat(AlignedMemory.holds(room, 7, 64)).isTrue();
        assertThat(AlignedMemory.holds(room, 7, 32)).isFalse();
        assertThat(AlignedMemory.holds(room, 8, 64)).isFalse();
        AlignedMemory.release(room, 0, 0);
    }

    @Test
    void withoutARoomAProductWaitsForOne() throws ExecutionException, InterruptedException {
        float[] a = GemmTest.random(40 * 50, 1);
        float[] b = GemmTest.random(50 * 60, 2);
        float[] expected = product(a, b);
        List<Integer> taken = takeAll();
        CompletableFuture<float[]> product = CompletableFuture.supplyAsync(() -> product(a, b));
        assertThat(product).isNotDone();
        releaseAll(taken);
        assertThat(product.get()).isEqualTo(expected);
    }

    private static float[] product(float[] a, float[] b) {
        float[] c = new float[40 * 60];
        Gemm.run(false, false, 40, 60, 50, a, 0, 50, b, 0, 60, c, 0, 60, false);
        return c;
    }

    private static List<Integer> takeAll() {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            taken.add(AlignedMemory.take(0));
        }
        return taken;
    }

    private static void releaseAll(List<Integer> rooms) {
        rooms.forEach(room -> AlignedMemory.release(room, 0, 0));
    }
}
