package dev.lamina.kernel.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.simd.Simd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A JVM that was started without the vector module computes with the plain kernels. */
class WithoutVectorModuleTest {
    private static final int SIZE = 80;

    /** What the other JVM does: a product that is large enough for the SIMD kernels, were they there. */
    public static void main(String[] arguments) {
        System.out.println(Simd.isAvailable() + " " + Arrays.hashCode(product()));
    }

    @Test
    void matricesAreMultipliedWithoutIt() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutVectorModuleTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).contains("Lamina runs without SIMD").contains("false " + Arrays.hashCode(product()));
    }

    private static float[] product() {
        float[] a = new float[SIZE * SIZE];
        for (int i = 0; i < a.length; i++) {
            a[i] = (i % 13 - 6) * 0.37f;
        }
        float[] c = new float[SIZE * SIZE];
        Gemm.run(true, false, SIZE, SIZE, SIZE, a, 0, SIZE, a, 0, SIZE, c, 0, SIZE, false);
        return c;
    }
}
