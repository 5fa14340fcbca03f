package dev.lamina.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions that Java does not have, against values that were computed with 40 digits. */
class SpecialFunctionsTest {
    private static final double[][] ERFC = {
        {-3.5, 1.9999992569016276},
        {-0.25, 1.276326390168237},
        {0.75, 0.28884436634648486},
        {1.0, 0.15729920705028513},
        {1.5, 0.033894853524689274},
        {4.25, 1.8505741373867425e-09},
        {12.0, 1.3562611692059042e-64},
        {26.0, 5.663192408856143e-296}
    };

    private static final double[][] ERFINV = {
        {-0.9375, -1.3171503349861307},
        {0.0625, 0.05544594877278202},
        {0.499755859375, 0.47666468422762953},
        {0.5, 0.4769362762044699},
        {0.875, 1.0847870400692832},
        {0.9999990463256836, 3.465505025803331}
    };

    private static final double[][] NORMAL = {
        {1.1830521861667747e-271, -35.19522149319814},
        {9.094947017729282e-13, -7.047700256664409},
        {0.0625, -1.5341205443525463},
        {0.3125, -0.4887764111146695},
        {0.625, 0.31863936396437514},
        {0.96875, 1.8627318674216515}
    };

    private static final double[][] LOG_GAMMA = {
        {9.094947017729282e-13, 27.725887222397287},
        {0.3125, 1.0529493400370493},
        {0.9990234375, 0.0005644719118551234},
        {1.0009765625, -0.0005629031799912047},
        {1.75, -0.08440112102048555},
        {2.0001220703125, 5.16142209163108e-05},
        {3.5, 1.2009736023470743},
        {9.75, 12.242204940050762},
        {10.5, 13.940625219403763},
        {1000000.0, 12815504.569147611},
        {-0.75, 1.5757045971498584},
        {-12.3125, -19.451169595568253}
    };

    private static final double[][] DIGAMMA = {
        {9.5367431640625e-07, -1048576.5772140962},
        {0.3125, -3.35510557620984},
        {1.0, -0.5772156649015329},
        {3.5, 1.103156640645243},
        {12.25, 2.464154655185369},
        {1000000.0, 13.815510057964191},
        {-0.75, -2.894120200042932},
        {-12.3125, 4.649819904529935}
    };

    private static final double[][] ZETA = {
        {1.5, 0.25, 10.213055360466601},
        {2.0, 1.0, 1.6449340668482264},
        {3.0, 7.5, 0.010152626268322333},
        {20.0, 0.5, 1048576.0003007397},
        {120.0, 40.0, 5.969422494774315e-193},
        {4.0, 1000.0, 3.338336666665e-10}
    };

    private static final double[][] POLYGAMMA = {
        {1.0, 0.5, 4.934802200544679},
        {2.0, 3.25, -0.12815694713911513},
        {5.0, 12.0, 0.00011820829051081491},
        {1.0, -2.25, 19.37941051186914},
        {2.0, -0.75, -124.58699919679619}
    };

    @Test
    void complementOfTheErrorFunction() {
        check(ERFC, ErfDouble::complement);
    }

    @Test
    void inverseOfTheErrorFunction() {
        check(ERFINV, ErfInverseDouble::apply);
    }

    @Test
    void inverseOfTheNormalDistribution() {
        check(NORMAL, ErfInverseDouble::normal);
    }

    @Test
    void logarithmOfGamma() {
        check(LOG_GAMMA, GammaDouble::logGamma);
    }

    @Test
    void digamma() {
        check(DIGAMMA, GammaDouble::digamma);
    }

    @Test
    void zeta() {
        check2(ZETA, ZetaDouble::apply);
        assertThat(ZetaDouble.apply(2, -1.5)).isCloseTo(ZetaDouble.apply(2, 0.5) + 4 + 4.0 / 9, within(1e-13));
        assertThat(ZetaDouble.apply(3, -1.5)).isCloseTo(ZetaDouble.apply(3, 0.5) - 8 - 8.0 / 27, within(1e-13));
        assertThat(ZetaDouble.apply(2.5, -1.5)).isNaN();
        assertThat(ZetaDouble.apply(3, -2)).isNaN();
        assertThat(ZetaDouble.apply(2, -2)).isInfinite();
        assertThat(ZetaDouble.apply(2, -1e15 - 0.5)).isCloseTo(Math.PI * Math.PI, within(1e-13));
    }

    @Test
    void polygamma() {
        check2(POLYGAMMA, GammaDouble::polygamma);
    }

    private static void check(double[][] rows, DoubleUnaryOperator function) {
        for (double[] row : rows) {
            close(function.applyAsDouble(row[0]), row[1], "of " + row[0]);
        }
    }

    private static void check2(double[][] rows, DoubleBinaryOperator function) {
        for (double[] row : rows) {
            close(function.applyAsDouble(row[0], row[1]), row[2], "of " + row[0] + ", " + row[1]);
        }
    }

    private static void close(double actual, double expected, String what) {
        assertThat(actual).as(what).isCloseTo(expected, within(2e-14 * Math.abs(expected)));
    }
}
