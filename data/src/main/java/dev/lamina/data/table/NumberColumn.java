package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;

/**
 * A column of decimal numbers.
 *
 * @param name the column's name
 * @param missing what stands for a missing cell, before scaling: not {@link Missing.Policy#UNKNOWN}
 * @param indicator whether a further feature is 1 where the cell is missing, and else 0
 * @param scaling how they are scaled
 */
public record NumberColumn(String name, Missing missing, boolean indicator, Scaling scaling) implements Column {
    /**
     * Checks what stands for a missing cell.
     *
     * @throws InvalidArgumentException when it is no finite number
     */
    public NumberColumn {
        if (missing.policy() == Missing.Policy.UNKNOWN
                || (missing.policy() == Missing.Policy.VALUE && Cells.fault(missing.value()) != null)) {
            throw new InvalidArgumentException("column " + Cells.quoted(name)
                    + ": for a missing number stands a number or the mean, got " + missing);
        }
    }

    /** A stated value for missing cells. */
    public NumberColumn missingAs(double value) {
        return new NumberColumn(name, Missing.value(Double.toString(value)), indicator, scaling);
    }

    /** The mean of the training rows' cells for missing cells. */
    public NumberColumn missingAsMean() {
        return new NumberColumn(name, Missing.MEAN, indicator, scaling);
    }

    /** A further feature that is 1 where the cell is missing, and else 0; the number itself is then 0, unless stated. */
    public NumberColumn withIndicator() {
        var stated = missing.policy() == Missing.Policy.ERROR ? Missing.value("0") : missing;
        return new NumberColumn(name, stated, true, scaling);
    }

    /** Scaled to mean 0 and standard deviation 1 over the training rows. */
    public NumberColumn standardized() {
        return new NumberColumn(name, missing, indicator, Scaling.STANDARD);
    }

    /** Scaled to 0 for the least and 1 for the greatest of the training rows; others may lie outside. */
    public NumberColumn minMax() {
        return new NumberColumn(name, missing, indicator, Scaling.MIN_MAX);
    }
}
