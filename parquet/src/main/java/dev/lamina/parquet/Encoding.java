package dev.lamina.parquet;

/** How the values of a page are written, in the order of the format's numbers. */
enum Encoding {
    PLAIN,
    GROUP_VAR_INT,
    PLAIN_DICTIONARY,
    RLE,
    BIT_PACKED,
    DELTA_BINARY_PACKED,
    DELTA_LENGTH_BYTE_ARRAY,
    DELTA_BYTE_ARRAY,
    RLE_DICTIONARY,
    BYTE_STREAM_SPLIT;

    static Encoding of(long number) {
        return values()[Damage.within("the number of an encoding", number, values().length - 1)];
    }
}
