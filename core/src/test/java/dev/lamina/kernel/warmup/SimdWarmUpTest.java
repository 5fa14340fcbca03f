package dev.lamina.kernel.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.simd.Simd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
