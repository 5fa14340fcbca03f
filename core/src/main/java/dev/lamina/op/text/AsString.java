package dev.lamina.op.text;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Numerals;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as texts, as C's {@code printf} writes them; {@code true} and {@code false}; texts as they are.
 *
 * @param precision digits behind the point, or -1 for six; of floating-point numbers alone
 * @param scientific whether there is a power of ten
 * @param shortest whether fixed or scientific is chosen, whichever is shorter, and zeros at the end are left out
 * @param width how long the text is at least, or -1
 * @param fill what stands before it: a space, {@code 0}; {@code -} for spaces behind it, {@code +} for a sign in any case
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: string",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64, bool, string}",
            "precision: int = -1",
            "scientific: bool = false",
            "shortest: bool = false",
            "width: int = -1",
            "fill: string = ''"
        })
public record AsString(long precision, boolean scientific, boolean shortest, long width, String fill) implements Op {
    private static final int MOST = 1 << 12;

    /** Adds the operation, with six digits behind the point. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new AsString(-1, false, false, -1, ""), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!c.type(0).isFloating() && (scientific || shortest)) {
            throw c.error("scientific and shortest format not supported for datatype "
                    + c.type(0).tensorFlowName());
        }
        if (!c.type(0).isFloating() && precision >= 0) {
            throw c.error("precision not supported for datatype " + c.type(0).tensorFlowName());
        }
        if (scientific && shortest) {
            throw c.error("Cannot select both scientific and shortest notation");
        }
        if (!fill.isEmpty() && !List.of(" ", "0", "-", "+").contains(fill)) {
            throw c.error("Fill argument not supported: \"" + fill + "\"");
        }
        if (precision > MOST || width > MOST) {
            throw c.error("precision " + precision + " and width " + width + " must not be above " + MOST);
        }
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                outputs[0].strings()[i] = inputs[0].dtype() == DType.STRING
                        ? padded(inputs[0].strings()[i])
                        : text(inputs[0], i).getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private byte[] padded(byte[] text) {
        int missing = Math.max(0, (int) width - text.length);
        byte[] padded = new byte[text.length + missing];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(text, 0, padded, fill.equals("-") ? 0 : missing, text.length);
        return padded;
    }

    private String text(Buffer x, int i) {
        return switch (x.dtype()) {
            case BOOL -> x.bytes()[i] != 0 ? "true" : "false";
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> filled(floating(x.asDouble(i)));
            case UINT64 -> filled(Long.toUnsignedString(x.longs()[i]));
            default -> filled(Long.toString(x.asLong(i)));
        };
    }

    private String floating(double value) {
        int digits = precision < 0 ? 6 : (int) precision;
        if (shortest) {
            return Numerals.shortest(value, digits);
        }
        return scientific ? Numerals.scientific(value, digits) : Numerals.fixed(value, digits);
    }

    private String filled(String number) {
        if (width < 0) {
            return number;
        }
        boolean isSigned = number.startsWith("-");
        String text =
                fill.equals("+") && !isSigned ? "+" + number : fill.equals(" ") && !isSigned ? " " + number : number;
        int missing = (int) width - text.length();
        if (missing <= 0) {
            return text;
        }
        if (fill.equals("0") && !number.endsWith("f") && !number.endsWith("n")) {
            return (isSigned ? "-" : "") + "0".repeat(missing) + (isSigned ? text.substring(1) : text);
        }
        return fill.equals("-") ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new AsString(-1, false, false, -1, ""), (Object)
                                new float[] {3.1415927f, -0.5f, Float.NaN, Float.NEGATIVE_INFINITY})
                        .gives((Object) new String[] {"3.141593", "-0.500000", "nan", "-inf"}),
                Sample.rough(new AsString(2, false, false, -1, ""), (Object) new double[] {0.125, 3.14159, -1e-9})
                        .gives((Object) new String[] {"0.12", "3.14", "-0.00"}),
                Sample.rough(new AsString(-1, true, false, -1, ""), (Object) new double[] {12345.678, 0, 1e-300})
                        .gives((Object) new String[] {"1.234568e+04", "0.000000e+00", "1.000000e-300"}),
                Sample.rough(new AsString(-1, false, true, -1, ""), (Object)
                                new double[] {100000, 1234567, 0.0001, 0.00001, 2.5, 0})
                        .gives((Object) new String[] {"100000", "1.23457e+06", "0.0001", "1e-05", "2.5", "0"}),
                Sample.rough(new AsString(-1, false, false, 5, "0"), (Object) new int[] {42, -42, 1234567})
                        .gives((Object) new String[] {"00042", "-0042", "1234567"}),
                Sample.rough(new AsString(-1, false, false, 4, "-"), (Object) new long[] {42})
                        .gives((Object) new String[] {"42  "}),
                Sample.rough(new AsString(-1, false, false, 3, ""), (Object) new String[] {"a", "long"})
                        .gives((Object) new String[] {"  a", "long"}),
                Sample.rough(new AsString(-1, false, false, 3, "-"), (Object) new String[] {"a", ""})
                        .gives((Object) new String[] {"a  ", "   "}),
                Sample.rough(new AsString(1, false, false, 6, ""), (Object) new float[] {1.25f})
                        .gives((Object) new String[] {"   1.2"}),
                Sample.rough(new AsString(-1, false, false, -1, ""), (Object) new boolean[] {true, false})
                        .gives((Object) new String[] {"true", "false"}),
                Sample.rough(new AsString(-1, false, false, -1, ""), Tensor.of(new long[] {-1}, DType.UINT64))
                        .gives((Object) new String[] {"18446744073709551615"}),
                Sample.refused("precision not supported for datatype int32", new AsString(2, false, false, -1, ""), 1),
                Sample.refused("Cannot select both", new AsString(2, true, true, -1, ""), 1f),
                Sample.refused("Fill argument not supported", new AsString(-1, false, false, 3, "x"), 1f),
                Sample.refused("must not be above", new AsString(-1, false, false, 1L << 40, ""), 1));
    }
}
