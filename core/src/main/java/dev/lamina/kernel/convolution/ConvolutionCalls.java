package dev.lamina.kernel.convolution;

import dev.lamina.kernel.simd.KernelCalls;
import dev.lamina.kernel.simd.Lanes;

/** The calls that warm up convolutions: those of which there is any by then, as others would keep the compilers busy for nobody. */
public final class ConvolutionCalls {
    private static volatile boolean patches;
    private static volatile boolean channels;
    private static volatile boolean few;

    private ConvolutionCalls() {}

    /** Hears that patches are going to be gathered. */
    static void usePatches() {
        patches = true;
    }

    /** Hears that channels are going to have filters of their own. */
    static void useChannels() {
        channels = true;
    }

    /** Hears that there is a convolution with few filters. */
    static void useFew() {
        few = true;
    }

    /** Adds those that are of use. */
    public static void addTo(KernelCalls calls) {
        float[] x = calls.x;
        float[] y = calls.y;
        if (patches) {
            int width = Lanes.WIDTH;
            calls.add(KernelCalls.LENGTH / 2, (count, rows) -> {
                for (int i = 0; i < count; i++) {
                    PatchesFloat.Wide.copy(x, 0, 1, rows, width / 2, y, 0, width / 2, width);
                    PatchesFloat.Wide.copy(x, 0, 1, rows, width + 1, y, 0, width + 1, 0);
                }
            });
        }
        if (channels) {
            int[] steps = new int[6];
            calls.add(KernelCalls.LENGTH, (count, n) -> {
                for (int i = 0; i < count; i++) {
                    TapLoopsFloat.sums(x, 0, calls.z, 0, y, 0, n, 1, 1, 1, steps);
                    TapLoopsFloat.products(x, 0, 0, calls.z, 0, 0, 1, y, 0, n);
                }
            });
        }
        if (few) {
            few(calls);
        }
    }

    private static void few(KernelCalls calls) {
        int[] taps = new int[16];
        int ld = 2 * Lanes.WIDTH;
        calls.add(taps.length, (count, k) -> {
            for (int i = 0; i < count; i++) {
                TapTiles.tile5x2(k, taps, calls.x, 0, calls.z, 0, calls.y, 0, ld);
                TapTiles.tile4x2(k, taps, calls.x, 0, calls.z, 0, calls.y, 0, ld);
                TapTiles.tile12x1(k, taps, calls.x, 0, calls.z, 0, calls.y, 0, ld);
                TapTiles.tile8x1(k, taps, calls.x, 0, calls.z, 0, calls.y, 0, ld);
                TapTiles.tile7x1(k, taps, calls.x, 0, calls.z, 0, calls.y, 0, ld);
            }
        });
        calls.add(taps.length, (count, k) -> {
            for (int i = 0; i < count; i++) {
                PatchTiles.tile5x2(4, k, taps, 0, calls.x, 0, taps.length, calls.z, 0, ld, calls.y, 0);
                PatchTiles.tile8x1(4, k, taps, 0, calls.x, 0, taps.length, calls.z, 0, ld, calls.y, 0);
            }
        });
    }
}
