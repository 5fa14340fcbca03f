package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every pair of types of real numbers, against what the conversion of a single element is said to give. */
class ConversionTest {
    private static final List<DType> TYPES = Arrays.stream(DType.values())
            .filter(type -> type.isFloating() || type.isInteger() || type == DType.BOOL)
            .toList();

    @TestFactory
    Stream<DynamicTest> convertsEveryElementAsDefined() {
        return TYPES.stream()
                .flatMap(from -> TYPES.stream().map(to -> dynamicTest(from + " to " + to, () -> check(from, to))));
    }

    private static void check(DType from, DType to) {
        Buffer source = values(from);
        Buffer target = Buffer.allocate(to, source.shape());
        Conversion.run(source, target, 1, source.size());
        for (int i = 1; i < source.size(); i++) {
            if (to.isFloating()) {
                double expected = rounded(source, i, to);
                assertThat(Double.valueOf(target.asDouble(i)))
                        .as("%s at %d", source.asDouble(i), i)
                        .isEqualTo(Double.valueOf(expected));
            } else {
                assertThat(target.asLong(i))
                        .as("%s at %d", source.asDouble(i), i)
                        .isEqualTo(wrapped(source, i, to));
            }
        }
        assertThat(target.asDouble(0)).as("before the range").isZero();
    }

    private static double rounded(Buffer source, int i, DType to) {
        double value = source.asDouble(i);
        return switch (to) {
            case FLOAT64 -> value;
            case FLOAT32 -> single(source, i);
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16(single(source, i)));
            default -> Float.intBitsToFloat(Conversion.bfloat16(single(source, i)) << 16);
        };
    }

    /** Rounded once, as {@link BigInteger} does it. */
    private static float single(Buffer source, int i) {
        return switch (source.dtype()) {
            case INT64 -> BigInteger.valueOf(source.asLong(i)).floatValue();
            case UINT64 -> new BigInteger(Long.toUnsignedString(source.asLong(i))).floatValue();
            default -> (float) source.asDouble(i);
        };
    }

    private static long wrapped(Buffer source, int i, DType to) {
        long value = source.asLong(i);
        return switch (to) {
            case BOOL -> source.asDouble(i) != 0 ? 1 : 0;
            case INT64 -> value;
            case UINT64 ->
                source.dtype().isFloating() && source.asDouble(i) > Long.MAX_VALUE
                        ? new BigDecimal(Math.min(source.asDouble(i), 0x1p65))
                                .toBigInteger()
                                .min(BigInteger.TWO.pow(64).subtract(BigInteger.ONE))
                                .longValue()
                        : value;
            case UINT32 -> value & 0xffffffffL;
            case UINT16 -> value & 0xffff;
            case INT32 -> source.dtype().isFloating() ? (int) source.asDouble(i) : (int) value;
            case INT16 -> (short) value;
            case UINT8 -> value & 0xff;
            default -> (byte) value;
        };
    }

    private static Buffer values(DType type) {
        int n = 1000;
        Buffer buffer = Buffer.allocate(type, Shape.of(n));
        Random random = new Random(7);
        double[] edges = {
            0, -0.0, 1, -1, 0.5, -1.5, 127, 128, 255, 256, -129, 65504, 65520, 1e-8, 1e10, -1e20, 1e19, 1e20
        };
        for (int i = 0; i < n; i++) {
            double value = i % 3 == 0 ? edges[i / 3 % edges.length] : random.nextGaussian() * Math.pow(10, i % 12 - 3);
            switch (type) {
                case FLOAT64 -> buffer.doubles()[i] = i == 4 ? Double.NaN : value;
                case FLOAT32 -> buffer.floats()[i] = i == 4 ? Float.NaN : (float) value;
                case FLOAT16 -> buffer.shorts()[i] = Float.floatToFloat16((float) value);
                case BFLOAT16 -> buffer.shorts()[i] = Conversion.bfloat16((float) value);
                case INT64 -> buffer.longs()[i] = random.nextLong() >> i % 64;
                case INT32 -> buffer.ints()[i] = random.nextInt() >> i % 32;
                case UINT64 -> buffer.longs()[i] = random.nextLong() >>> i % 64;
                case UINT32 -> buffer.ints()[i] = random.nextInt() >>> i % 32;
                case INT16, UINT16 -> buffer.shorts()[i] = (short) random.nextInt();
                case BOOL -> buffer.bytes()[i] = (byte) (i % 2);
                default -> buffer.bytes()[i] = (byte) random.nextInt();
            }
        }
        return buffer;
    }
}
