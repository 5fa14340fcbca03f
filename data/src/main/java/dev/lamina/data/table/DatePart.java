package dev.lamina.data.table;

import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.function.ToDoubleFunction;

/** What of a date or a moment becomes a feature. Moments with an offset are taken in UTC. */
public enum DatePart {
    /** The days since 1970-01-01, of which a moment is a fraction. */
    EPOCH_DAY(moment -> moment.toLocalDate().toEpochDay() + moment.getLong(ChronoField.NANO_OF_DAY) / 86400e9),
    /** The year, as 2026. */
    YEAR(LocalDateTime::getYear),
    /** The month, from 1 to 12. */
    MONTH(LocalDateTime::getMonthValue),
    /** The day of the month, from 1. */
    DAY_OF_MONTH(LocalDateTime::getDayOfMonth),
    /** The day of the year, from 1. */
    DAY_OF_YEAR(LocalDateTime::getDayOfYear),
    /** The day of the week, from 1 for Monday to 7. */
    DAY_OF_WEEK(moment -> moment.getDayOfWeek().getValue()),
    /** The hours since midnight, of which minutes and seconds are a fraction. */
    HOUR(moment -> moment.getLong(ChronoField.NANO_OF_DAY) / 3600e9);

    @SuppressWarnings("ImmutableEnumChecker") // what is said above, without a state
    private final ToDoubleFunction<LocalDateTime> of;

    DatePart(ToDoubleFunction<LocalDateTime> of) {
        this.of = of;
    }

    double of(LocalDateTime moment) {
        return of.applyAsDouble(moment);
    }
}
