package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads dates and moments as a pattern writes them. */
final class Dates {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .appendOptional(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String pattern;
    private final DateTimeFormatter formatter;

    private Dates(String pattern, DateTimeFormatter formatter) {
        this.pattern = pattern;
        this.formatter = formatter;
    }

    static Dates of(String pattern) {
        if (pattern.isEmpty()) {
            return new Dates("", ISO);
        }
        try {
            // Strict, or the 31st of April would be the 30th; there, y is a year of an era, and u is what y is meant to
            // be.
            var strict = pattern.indexOf('G') >= 0 ? pattern : withoutEra(pattern);
            return new Dates(
                    pattern,
                    DateTimeFormatter.ofPattern(strict, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT));
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(
                    "no pattern of dates: " + Cells.quoted(pattern) + ": " + e.getMessage(), null, e);
        }
    }

    private static String withoutEra(String pattern) {
        var changed = new StringBuilder(pattern);
        boolean isText = false;
        for (int i = 0; i < pattern.length(); i++) {
            isText ^= pattern.charAt(i) == '\'';
            if (!isText && pattern.charAt(i) == 'y') {
                changed.setCharAt(i, 'u');
            }
        }
        return changed.toString();
    }

    /** The moment, in UTC where it has an offset; or null when the text is not as the pattern is. */
    @Nullable
    LocalDateTime read(String text) {
        try {
            return switch (formatter.parseBest(
                    text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
                case ZonedDateTime moment ->
                    moment.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
                case OffsetDateTime moment ->
                    moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
                case LocalDateTime moment -> moment;
                case LocalDate date -> date.atStartOfDay();
                default -> null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** For a message. */
    String expected() {
        return pattern.isEmpty() ? "a date such as 2026-03-01 or 2026-03-01T12:30:00Z" : "a date as " + pattern;
    }
}
