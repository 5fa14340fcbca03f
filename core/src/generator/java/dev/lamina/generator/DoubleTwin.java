package dev.lamina.generator;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The table of float64 kernels that are a float32 kernel with another type.
 *
 * @param packageName the package of both
 * @param source the float32 kernel's class
 * @param numbers what else differs, such as how many elements a cache holds: in the float32 kernel, and in the twin
 */
record DoubleTwin(String packageName, String source, Map<String, String> numbers) {
    static final List<DoubleTwin> ALL = List.of(
            new DoubleTwin("dev.lamina.kernel.array", "FloatRows", Map.of()),
            new DoubleTwin("dev.lamina.kernel.convolution", "ConvolutionFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.convolution", "DepthwiseFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.convolution", "FilterGradientFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.convolution", "InputGradientFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.convolution", "PatchesFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.convolution", "PixelsFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.convolution", "TapLoopsFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.convolution", "TapSumsFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.product", "Finish", Map.of()),
            new DoubleTwin(
                    "dev.lamina.kernel.product", "GatheredGemmFloat", Map.of(".gathered()", ".gatheredDoubles()")),
            new DoubleTwin("dev.lamina.kernel.product", "PlainMatrixFloat", Map.of("STRIP = 16;", "STRIP = 8;")),
            new DoubleTwin("dev.lamina.kernel.reduce", "RowSumsFloat", Map.of()),
            new DoubleTwin("dev.lamina.kernel.reduce", "SumFloat", Map.of()));

    /** The class that is made. */
    String className() {
        return inDouble(source);
    }

    /** The twin of the float32 kernel whose text this is. */
    String of(String text) {
        String twin = text;
        for (Map.Entry<String, String> number : numbers.entrySet()) {
            String[] around = twin.split(Pattern.quote(number.getKey()), -1);
            if (around.length != 2) {
                throw new IllegalArgumentException(
                        source + " has " + (around.length - 1) + " times \"" + number.getKey() + "\", and not once");
            }
            twin = around[0] + number.getValue() + around[1];
        }
        return "// Made of " + source + " when the module is built.\n" + inDouble(twin);
    }

    /** A text about float32, about float64. */
    static String inDouble(String text) {
        return text.replaceAll("\\bfloat\\b", "double")
                .replace("Float", "Double")
                .replace("Lanes.FLOAT", "Lanes.DOUBLE")
                .replaceAll("\\bFinish\\b", "DoubleFinish")
                .replace("float32", "float64")
                .replaceAll("\\b([0-9.]+)f\\b", "$1d");
    }
}
