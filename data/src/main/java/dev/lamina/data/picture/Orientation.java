package dev.lamina.data.picture;

/**
 * How what was stored must be turned to stand upright: the eight of EXIF's tag Orientation.
 *
 * @param transposed whether a line of the upright picture is a column of the stored one
 * @param fromEnd whether the first line is the last row or column
 * @param reversed whether a line runs from its end
 */
record Orientation(boolean transposed, boolean fromEnd, boolean reversed) {
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** EXIF's number; any but 2 to 8 is upright. */
    static Orientation of(int number) {
        return switch (number) {
            case 2 -> new Orientation(false, false, true);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, true, false);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, false, true);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, true, false);
            default -> UPRIGHT;
        };
    }
}
