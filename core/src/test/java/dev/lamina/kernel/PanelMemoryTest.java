package dev.lamina.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("simd")
class PanelMemoryTest {
    private static final int ROOMS = (int) (PanelMemory.BYTES / PanelMemory.ROOM);

    @Test
    void aRoomHasOneUserAtATime() {
        List<Integer> taken = takeAll();
        assertThat(taken).doesNotHaveDuplicates().allMatch(room -> room % PanelMemory.ROOM == 0);
        releaseAll(taken);
    }

    @Test
    void whoWasInARoomGetsItAgain() {
        int last = (ROOMS - 1) * PanelMemory.ROOM;
        int room = PanelMemory.take(last);
        PanelMemory.release(room, 0, 0);
        assertThat(room).isEqualTo(last);
    }

    @Test
    void aRoomTellsOfWhichProductItHoldsWhatColumns() {
        int room = PanelMemory.take(0);
        PanelMemory.release(room, 7, 64);
        room = PanelMemory.take(room);
        assertThat(PanelMemory.holds(room, 7, 64)).isTrue();
        assertThat(PanelMemory.holds(room, 7, 32)).isFalse();
        assertThat(PanelMemory.holds(room, 8, 64)).isFalse();
        PanelMemory.release(room, 0, 0);
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
            taken.add(PanelMemory.take(0));
        }
        return taken;
    }

    private static void releaseAll(List<Integer> rooms) {
        rooms.forEach(room -> PanelMemory.release(room, 0, 0));
    }
}
