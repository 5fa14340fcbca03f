package dev.lamina.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The incomplete gamma and beta functions against values that were computed with 40 digits. */
class IncompleteFunctionsTest {
    /** a, x, P(a, x), Q(a, x), dP/da. */
    private static final double[][] GAMMA = {
        {0.015625, 0.5, 0.9911831228244475, 0.00881687717555247, -0.5687093277356972},
        {0.125, 1e-12, 0.03357899838961019, 0.9664210016103898, -0.9147768190398895},
        {0.5, 1.0, 0.8427007929497149, 0.15729920705028513, -0.38983726432851057},
        {1.0, 30.0, 0.9999999999999064, 9.357622968840175e-14, -3.7530644505126664e-13},
        {3.5, 3.25, 0.5172768065899026, 0.4827231934100974, -0.22445271921324736},
        {9.75, 25.0, 0.9998290651496862, 0.00017093485031380626, -0.0001793418010247765},
        {50.0, 20.0, 1.245892607971938e-08, 0.9999999875410739, -1.1690273381623859e-08},
        {100.0, 100.0, 0.5132987982791487, 0.48670120172085135, -0.03992749785778605},
        {1000.0, 1100.0, 0.99894067674607, 0.0010593232539299773, -0.00011048987784079389},
        {12345.0, 12300.0, 0.3436568293992177, 0.6563431706007823, -0.003313247413358493},
        {3000000.0, 3001000.0, 0.7181918965665937, 0.28180810343340634, -0.00019494439163879126},
        {3000000.0, 2999000.0, 0.2818947566126776, 0.7181052433873224, -0.00019499493933040215}
    };

    /** a, b, x, I_x(a, b). */
    private static final double[][] BETA = {
        {0.001, 0.5, 0.25, 0.9973710475557788},
        {0.5, 0.5, 1e-09, 2.0131684845150097e-05},
        {2.0, 3.0, 0.999, 0.999999996003},
        {30.0, 20.0, 0.5, 0.07620388598073902},
        {1000.0, 900.0, 0.5, 0.010861082630667564},
        {5.0, 2000.0, 0.002, 0.3727274953229105},
        {1.0, 1.0, 0.375, 0.375}
    };

    @Test
    void lowerAndUpperGamma() {
        for (double[] row : GAMMA) {
            close(IncompleteGammaDouble.lower(row[0], row[1]), row[2], row);
            close(IncompleteGammaDouble.upper(row[0], row[1]), row[3], row);
        }
    }

    @Test
    void derivativeOfLowerGamma() {
        for (double[] row : GAMMA) {
            assertThat(IncompleteGammaDouble.derivative(row[0], row[1]))
                    .as("of " + row[0] + ", " + row[1])
                    .isCloseTo(row[4], within(2e-6 * Math.abs(row[4])));
        }
    }

    @Test
    void beta() {
        for (double[] row : BETA) {
            close(IncompleteBetaDouble.apply(row[0], row[1], row[2]), row[3], row);
        }
    }

    private static void close(double actual, double expected, double[] row) {
        assertThat(actual).as("of " + row[0] + ", " + row[1]).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
    }
}
