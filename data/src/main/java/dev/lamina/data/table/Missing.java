package dev.lamina.data.table;

/**
 * What stands for a cell that is missing.
 *
 * @param policy how it is chosen
 * @param value the value, written as a cell is, where the policy is {@link Policy#VALUE}; else empty
 */
public record Missing(Policy policy, String value) {
    /** What stands for a cell that is missing: how it is chosen. */
    public enum Policy {
        /** Nothing: it is an error, which names file, line and column. */
        ERROR,
        /** A stated value. */
        VALUE,
        /** The mean of those of the training rows that are there. */
        MEAN,
        /** The number of categories that are not known. */
        UNKNOWN
    }

    static final Missing ERROR = new Missing(Policy.ERROR, "");
    static final Missing MEAN = new Missing(Policy.MEAN, "");
    static final Missing UNKNOWN = new Missing(Policy.UNKNOWN, "");

    static Missing value(String value) {
        return new Missing(Policy.VALUE, value);
    }
}
