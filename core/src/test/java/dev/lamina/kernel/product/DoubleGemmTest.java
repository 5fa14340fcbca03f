package dev.lamina.kernel.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("simd")
class DoubleGemmTest {
    private static final int THREADS = Parallel.threads();

    private static final boolean SIMD = Simd.isEnabled();

    @AfterEach
    void restore() {
        Parallel.setThreads(THREADS);
        Simd.setEnabled(SIMD);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "3,5,0",
        "2,300,70",
        "65,33,129",
        "127,255,300",
        "100,10,64",
        "200,40,12",
        "7,33,0",
        "5,600,3",
        "300,10,150"
    })
    void isOneChainOfFusedMultiplyAdds(int m, int n, int k) {
        Random random = new Random(5);
        double[] a = random.doubles(m * k + 3).toArray();
        double[] b = random.doubles(n * k + 2).toArray();
        double[] before = random.doubles(m * n + 1).toArray();
        for (int way = 0; way < 48; way++) {
            boolean transA = (way & 1) != 0;
            boolean transB = (way & 2) != 0;
            boolean add = (way & 4) != 0;
            Simd.setEnabled((way & 8) == 0);
            Parallel.setThreads(1 + way / 16);
            double[] c = before.clone();
            Gemm.run(transA, transB, m, n, k, a, 3, transA ? m : k, b, 2, transB ? k : n, c, 1, n, add);
            double[] expected = before.clone();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = add ? before[1 + i * n + j] : 0;
                    for (int p = 0; p < k; p++) {
                        double x = a[3 + (transA ? p * m + i : i * k + p)];
                        sum = Math.fma(x, b[2 + (transB ? j * k + p : p * n + j)], sum);
                    }
                    expected[1 + i * n + j] = sum;
                }
            }
            assertThat(c).as("way %d", way).isEqualTo(expected);
        }
    }
}
