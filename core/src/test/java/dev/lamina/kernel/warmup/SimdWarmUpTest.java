package dev.lamina.kernel.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.convolution.ConvolutionCalls;
import dev.lamina.kernel.convolution.ConvolutionFloat;
import dev.lamina.kernel.convolution.ConvolutionShape;
import dev.lamina.kernel.convolution.DepthwiseFloat;
import dev.lamina.kernel.convolution.PatchAxis;
import dev.lamina.kernel.convolution.TapConvolution;
import dev.lamina.kernel.elementary.RecurrentCalls;
import dev.lamina.kernel.pool.PoolCalls;
import dev.lamina.kernel.simd.KernelCalls;
import dev.lamina.kernel.simd.Simd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimdWarmUpTest {
    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    /** What another JVM does, with warming up: it waits until that is done. */
    public static void main(String[] arguments) throws InterruptedException {
        boolean before = Simd.isEnabled();
        SimdWarmUp.start();
        boolean first = Simd.isEnabled();
        boolean products = false;
        long start = System.nanoTime();
        while (Simd.isWarming() && System.nanoTime() - start < TimeUnit.MINUTES.toNanos(2)) {
            products |= Simd.isEnabledForProductsAlone();
            Thread.sleep(20);
        }
        System.out.println("SIMD: " + before + ", " + first + ", " + products + ", " + Simd.isEnabled());
    }

    @Test
    void plainTwinsRunUntilKernelsAreCompiledThoseOfProductsFirst() throws IOException, InterruptedException {
        assertThat(run()).contains("SIMD: true, false, true, true");
    }

    @Test
    void withoutASecondCompilerPlainTwinsStay() throws IOException, InterruptedException {
        assertThat(run("-XX:TieredStopAtLevel=1"))
                .contains("SIMD: true, false, false, false")
                .contains("was told to compile no vector code");
    }

    @Test
    void oneThreadAloneUsesSimdWhileItIsWarmedUp() throws InterruptedException {
        Simd.setEnabled(true);
        AtomicBoolean seen = new AtomicBoolean();
        Thread thread = new Thread(() -> seen.set(Simd.isEnabled()));
        assertThat(Simd.startWarming(thread)).isTrue();
        thread.start();
        thread.join();
        assertThat(seen).isTrue();
        assertThat(Simd.isEnabled()).isFalse();
        assertThat(Simd.startWarming(thread)).as("a second time").isFalse();
        assertThat(Simd.isEnabledForProductsAlone()).isFalse();
        Simd.enableProducts();
        assertThat(Simd.isEnabledForProductsAlone()).isTrue();
        assertThat(Simd.isEnabled()).isFalse();
        assertThat(Simd.isWarming()).isTrue();
        Simd.endWarming(true);
        assertThat(Simd.isEnabled()).isTrue();
    }

    @Test
    void whatWasTurnedOnOrOffMeanwhileStaysSo() {
        Simd.setEnabled(true);
        Simd.startWarming(Thread.currentThread());
        Simd.setEnabled(false);
        Simd.enableProducts();
        assertThat(Simd.isEnabledForProductsAlone()).isFalse();
        Simd.endWarming(true);
        assertThat(Simd.isEnabled()).isFalse();
        assertThat(Simd.startWarming(Thread.currentThread())).isFalse();
    }

    /** The kernels of convolutions and of long short-term memories are called where there are any. */
    @Test
    void whatIsUsedIsCalled() {
        PatchAxis axis = new PatchAxis(6, 3, 4, 1, 1, 0);
        int[] kernels = new int[3];
        PatchAxis large = new PatchAxis(40, 3, 40, 1, 1, -1);
        assertThat(TapConvolution.of(new ConvolutionShape(1, PatchAxis.NONE, large, large, 4, 2, 1)))
                .isNotNull();
        kernels[0] = called(ConvolutionCalls::addTo);
        assertThat(kernels[0]).isGreaterThanOrEqualTo(2);
        assertThat(new ConvolutionFloat(new ConvolutionShape(1, PatchAxis.NONE, axis, axis, 4, 2, 1)))
                .isNotNull();
        kernels[1] = called(ConvolutionCalls::addTo);
        assertThat(new DepthwiseFloat(new ConvolutionShape(1, PatchAxis.NONE, axis, axis, 4, 4, 4)))
                .isNotNull();
        kernels[2] = called(ConvolutionCalls::addTo);
        assertThat(kernels[1]).isBetween(Math.max(3, kernels[0]), 4);
        assertThat(kernels[2]).isEqualTo(4);
        RecurrentCalls.use();
        assertThat(called(RecurrentCalls::addTo)).isEqualTo(3);
        PoolCalls.use();
        assertThat(called(PoolCalls::addTo)).isEqualTo(1);
    }

    /** Makes calls without work and with it, and says of how many kernels. */
    private static int called(Consumer<KernelCalls> adds) {
        KernelCalls calls = new KernelCalls();
        adds.accept(calls);
        for (KernelCalls.Kernel kernel : calls.kernels()) {
            kernel.calls().run(3, 0);
            kernel.calls().run(3, kernel.size());
        }
        return calls.kernels().size();
    }

    private static String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path")));
        command.add(SimdWarmUpTest.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
