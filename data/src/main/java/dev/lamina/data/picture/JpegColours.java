package dev.lamina.data.picture;

/** What the components of a JPEG are, and libjpeg's and TensorFlow's integer formulas to red, green and blue. */
enum JpegColours {
    GREY,
    RGB,
    YCBCR,
    CMYK,
    YCCK;

    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);

    /** As libjpeg tells it from the components' names and the markers; {@code adobe} is its transform, or -1 without. */
    static JpegColours of(int[] ids, boolean hasJfif, int adobe) {
        return switch (ids.length) {
            case 1 -> GREY;
            case 3 -> {
                boolean named = !hasJfif && adobe < 0 && ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
                yield named || (!hasJfif && adobe == 0) ? RGB : YCBCR;
            }
            default -> adobe <= 0 ? CMYK : YCCK;
        };
    }

    /** Turns pixels of as many bands as there are components to red, green and blue in their first three bands. */
    void toRgb(int[] pixels, boolean isInverted) {
        switch (this) {
            case GREY, RGB -> {}
            case YCBCR -> {
                for (int i = 0; i + 2 < pixels.length; i += 3) {
                    fromYcbcr(pixels, i);
                }
            }
            case CMYK -> {
                for (int i = 0; i + 3 < pixels.length; i += 4) {
                    fromCmyk(pixels, i, isInverted);
                }
            }
            case YCCK -> {
                for (int i = 0; i + 3 < pixels.length; i += 4) {
                    fromYcbcr(pixels, i);
                    for (int c = 0; c < 3; c++) {
                        pixels[i + c] = 255 - pixels[i + c];
                    }
                    fromCmyk(pixels, i, isInverted);
                }
            }
        }
    }

    private static void fromYcbcr(int[] pixels, int at) {
        int y = pixels[at];
        int cb = pixels[at + 1] - 128;
        int cr = pixels[at + 2] - 128;
        pixels[at] = clamp(y + ((fix(1.40200) * cr + HALF) >> BITS));
        pixels[at + 1] = clamp(y + ((-fix(0.34414) * cb - fix(0.71414) * cr + HALF) >> BITS));
        pixels[at + 2] = clamp(y + ((fix(1.77200) * cb + HALF) >> BITS));
    }

    private static int fix(double factor) {
        return (int) (factor * (1 << BITS) + 0.5);
    }

    private static int clamp(int value) {
        return Math.clamp(value, 0, 255);
    }

    private static void fromCmyk(int[] pixels, int at, boolean isInverted) {
        int light = isInverted ? pixels[at + 3] : 255 - pixels[at + 3];
        for (int c = 0; c < 3; c++) {
            pixels[at + c] = light * (isInverted ? pixels[at + c] : 255 - pixels[at + c]) / 255;
        }
    }
}
