package dev.lamina.op.linalg;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;

/**
 * What an equation of {@link Einsum} says: a letter for each axis of the operands and of the result.
 *
 * @param inputs the operands' axes, in which {@link #ELLIPSIS} stands for any number of axes, which broadcast
 * @param output the result's
 */
record EinsumEquation(List<String> inputs, String output) {
    /** One character for {@code ...}. */
    static final char ELLIPSIS = '.';

    /** The axes of an ellipsis as letters of their own, the last one first. */
    private static final char FIRST_OF_ELLIPSIS = 0xe000;

    /** Reads {@code ab,bc->ac}. */
    static EinsumEquation parse(String equation) {
        String[] sides = equation.replace("...", ".").split("->", -1);
        if (sides.length != 2 || equation.contains("....")) {
            throw new InvalidArgumentException("Expecting exactly one '->' in einsum equation: " + equation);
        }
        List<String> inputs = List.of(sides[0].split(",", -1));
        if (inputs.size() > 2) {
            throw new InvalidArgumentException(
                    "Expecting 1 or 2 input subscripts in equation '" + equation + "' but got: " + inputs.size());
        }
        for (String labels : List.of(sides[0].replace(",", ""), sides[1])) {
            for (int i = 0; i < labels.length(); i++) {
                char label = labels.charAt(i);
                if (label != ELLIPSIS && !Character.isLetter(label)) {
                    throw new InvalidArgumentException(
                            "Invalid character '" + label + "' in einsum equation: " + equation);
                }
            }
        }
        for (String labels : inputs) {
            requireOneEllipsis(labels, equation);
        }
        requireOneEllipsis(sides[1], equation);
        for (char label : sides[1].toCharArray()) {
            if (sides[0].indexOf(label) < 0) {
                throw new InvalidArgumentException(
                        "Label '" + label + "' of the output is in no input of the einsum equation: " + equation);
            }
        }
        return new EinsumEquation(inputs, sides[1]);
    }

    private static void requireOneEllipsis(String labels, String equation) {
        if (labels.indexOf(ELLIPSIS) != labels.lastIndexOf(ELLIPSIS)) {
            throw new InvalidArgumentException(
                    "Ellipsis is allowed once in each subscript of the einsum equation: " + equation);
        }
    }

    /** Says whether labels have an ellipsis. */
    static boolean hasEllipsis(String labels) {
        return labels.indexOf(ELLIPSIS) >= 0;
    }

    /** The number of letters. */
    static int letters(String labels) {
        return labels.length() - (hasEllipsis(labels) ? 1 : 0);
    }

    /** The labels with so many axes in the place of the ellipsis. */
    static String expand(String labels, int axes) {
        StringBuilder ellipsis = new StringBuilder();
        for (int i = axes - 1; i >= 0; i--) {
            ellipsis.append((char) (FIRST_OF_ELLIPSIS + i));
        }
        return labels.replace(String.valueOf(ELLIPSIS), ellipsis);
    }

    /** Says whether an axis is one of an ellipsis, which broadcasts. */
    static boolean broadcasts(char label) {
        return label >= FIRST_OF_ELLIPSIS;
    }

    /** The equation as it is written. */
    static String text(List<String> inputs, String output) {
        return (String.join(",", inputs) + "->" + output).replace(".", "...");
    }
}
