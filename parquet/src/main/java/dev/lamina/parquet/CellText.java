package dev.lamina.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a column's values are written in a table's cells, without a character where a cell is missing.
 *
 * @param ofBits those that are numbers of at most eight bytes; {@code null} for others
 * @param ofBytes the others; {@code null} for numbers
 */
record CellText(
        @Nullable LongFunction<String> ofBits, @Nullable Function<byte[], String> ofBytes) {
    private static final int DECIMAL = 5;
    private static final int DATE = 6;
    private static final int TIMESTAMP_MILLIS = 9;
    private static final int TIMESTAMP_MICROS = 10;
    private static final int UINT_8 = 11;
    private static final int UINT_64 = 14;

    /** More digits than any writer has; a file that claims more would have numbers written out at that length. */
    private static final int MOST_DIGITS = 1000;

    private static final long NANOS = 1_000_000_000;

    /** The day from which the oldest kind of timestamps counts: 1970-01-01 in days since 4713 BC. */
    private static final long JULIAN_1970 = 2_440_588;

    /** The text of a column's values, or {@code null} if they cannot be a cell of a table. */
    static @Nullable CellText of(PhysicalType type, ThriftStruct element) {
        return type.isBytes() ? ofBytes(type, element) : numbers(ofBits(type, element));
    }

    private static CellText numbers(LongFunction<String> text) {
        return new CellText(text, null);
    }

    private static LongFunction<String> ofBits(PhysicalType type, ThriftStruct element) {
        return switch (type) {
            case BOOLEAN -> bits -> bits != 0 ? "true" : "false";
            case FLOAT -> bits -> number(Float.intBitsToFloat((int) bits));
            case DOUBLE -> bits -> number(Double.longBitsToDouble(bits));
            default -> ofIntegers(type, element);
        };
    }

    /** Nothing for NaN, which writers have where a number is missing, as the word is missing in other tables. */
    private static String number(float number) {
        return Float.isNaN(number) ? "" : Float.toString(number);
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "" : Double.toString(number);
    }

    private static LongFunction<String> ofIntegers(PhysicalType type, ThriftStruct element) {
        long converted = element.number(6, -1);
        ThriftStruct logical = element.find(10);
        if (logical != null && logical.has(8)) {
            ThriftStruct timestamp = logical.struct(8);
            ThriftStruct unit = timestamp.struct(2);
            return timestamps(
                    unit.has(1) ? 1_000 : unit.has(2) ? 1_000_000 : NANOS, timestamp.flag(1, false) ? "Z" : "");
        }
        if (converted == TIMESTAMP_MILLIS || converted == TIMESTAMP_MICROS) {
            return timestamps(converted == TIMESTAMP_MILLIS ? 1_000 : 1_000_000, "Z");
        }
        if (converted == DATE || (logical != null && logical.has(6))) {
            return days -> LocalDate.ofEpochDay(days).toString();
        }
        if (converted == DECIMAL || (logical != null && logical.has(5))) {
            int scale = scale(element);
            return bits -> decimal(BigInteger.valueOf(bits), scale);
        }
        boolean isUnsigned = (converted >= UINT_8 && converted <= UINT_64)
                || (logical != null && logical.has(10) && !logical.struct(10).flag(2, true));
        if (!isUnsigned) {
            return Long::toString;
        }
        return type == PhysicalType.INT32 ? bits -> Integer.toUnsignedString((int) bits) : Long::toUnsignedString;
    }

    private static LongFunction<String> timestamps(long unitsPerSecond, String zone) {
        return units -> {
            long second = Math.floorDiv(units, unitsPerSecond);
            int nano = (int) (Math.floorMod(units, unitsPerSecond) * (NANOS / unitsPerSecond));
            return LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC) + zone;
        };
    }

    private static @Nullable CellText ofBytes(PhysicalType type, ThriftStruct element) {
        long converted = element.number(6, -1);
        ThriftStruct logical = element.find(10);
        if (type == PhysicalType.INT96) {
            return new CellText(null, CellText::ofJulianDay);
        }
        if (converted == DECIMAL || (logical != null && logical.has(5))) {
            int scale = scale(element);
            return new CellText(null, bytes -> {
                Damage.within("the length of a decimal number", bytes.length, MOST_DIGITS);
                return decimal(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes), scale);
            });
        }
        // UTF8, ENUM and JSON, in the old way and the new.
        if (converted == 0
                || converted == 4
                || converted == 19
                || (logical != null && (logical.has(1) || logical.has(4) || logical.has(12)))) {
            return new CellText(null, bytes -> new String(bytes, StandardCharsets.UTF_8));
        }
        if (logical != null && logical.has(14) && element.number(2, 0) == 2 * Long.BYTES) {
            return new CellText(null, bytes -> {
                ByteBuffer halves = ByteBuffer.wrap(bytes);
                return new UUID(halves.getLong(), halves.getLong()).toString();
            });
        }
        if (logical != null && logical.has(15) && element.number(2, 0) == Short.BYTES) {
            return new CellText(
                    null,
                    bytes -> number(Float.float16ToFloat(ByteBuffer.wrap(bytes)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getShort())));
        }
        return null;
    }

    private static int scale(ThriftStruct element) {
        ThriftStruct logical = element.find(10);
        long scale = logical != null && logical.has(5) ? logical.struct(5).number(1) : element.number(7, 0);
        return Damage.within("the scale of a decimal number", scale, MOST_DIGITS);
    }

    private static String decimal(BigInteger digits, int scale) {
        return new BigDecimal(digits, scale).toPlainString();
    }

    private static String ofJulianDay(byte[] bytes) {
        ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = parts.getLong();
        return LocalDate.ofEpochDay(parts.getInt() - JULIAN_1970)
                .atStartOfDay()
                .plusNanos(nanos)
                .toString();
    }

    /** A number as text. */
    String text(long bits) {
        if (ofBits == null) {
            throw new IllegalStateException("a column of bytes");
        }
        try {
            return ofBits.apply(bits);
        } catch (DateTimeException e) {
            throw new Damage("no date or time: " + bits);
        }
    }

    /** Bytes as text. */
    String text(byte[] bytes) {
        if (ofBytes == null) {
            throw new IllegalStateException("a column of numbers");
        }
        return ofBytes.apply(bytes);
    }
}
