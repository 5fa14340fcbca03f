package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;

/**
 * A column of dates or moments.
 *
 * @param name the column's name
 * @param pattern how they are written; empty for ISO 8601
 * @param missing what stands for a missing cell: not {@link Missing.Policy#UNKNOWN}
 * @param indicator whether a further feature is 1 where the cell is missing, and else 0
 * @param scaling how each part is scaled
 * @param parts what becomes features, in this order, one or more
 */
public record DateColumn(
        String name, String pattern, Missing missing, boolean indicator, Scaling scaling, List<DatePart> parts)
        implements Column {
    /**
     * Checks pattern, parts and what stands for a missing cell.
     *
     * @throws InvalidArgumentException when the pattern is none, the date for missing cells does not fit it, or there
     *     are no parts
     */
    public DateColumn {
        parts = List.copyOf(parts);
        var dates = Dates.of(pattern);
        if (parts.isEmpty()) {
            throw new InvalidArgumentException(
                    "column " + Cells.quoted(name) + ": a date has one part or more that becomes a feature");
        }
        if (missing.policy() == Missing.Policy.UNKNOWN
                || (missing.policy() == Missing.Policy.VALUE && dates.read(missing.value()) == null)) {
            throw new InvalidArgumentException("column " + Cells.quoted(name) + ": for a missing date stands "
                    + dates.expected() + " or the mean, got " + missing);
        }
    }

    /** These parts as features, in this order. */
    public DateColumn withParts(DatePart... wanted) {
        return new DateColumn(name, pattern, missing, indicator, scaling, List.of(wanted));
    }

    /** A stated date for missing cells, written as the others are. */
    public DateColumn missingAs(String date) {
        return new DateColumn(name, pattern, Missing.value(date), indicator, scaling, parts);
    }

    /** The moment in the middle of the training rows', their mean, for missing cells. */
    public DateColumn missingAsMean() {
        return new DateColumn(name, pattern, Missing.MEAN, indicator, scaling, parts);
    }

    /** A further feature that is 1 where the cell is missing, and else 0; the date itself is then the mean, unless stated. */
    public DateColumn withIndicator() {
        var stated = missing.policy() == Missing.Policy.ERROR ? Missing.MEAN : missing;
        return new DateColumn(name, pattern, stated, true, scaling, parts);
    }

    /** Each part scaled to mean 0 and standard deviation 1 over the training rows. */
    public DateColumn standardized() {
        return new DateColumn(name, pattern, missing, indicator, Scaling.STANDARD, parts);
    }

    /** Each part scaled to 0 for the least and 1 for the greatest of the training rows; others may lie outside. */
    public DateColumn minMax() {
        return new DateColumn(name, pattern, missing, indicator, Scaling.MIN_MAX, parts);
    }
}
