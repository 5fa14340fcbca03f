package dev.lamina.parquet;

/** That bytes are not what Parquet's format says; who reads the file catches it and names the file and the place. */
final class Damage extends RuntimeException {
    private static final long serialVersionUID = 1;

    Damage(String what) {
        super(what, null, false, false);
    }

    /**
     * Checks a number that the file gives.
     *
     * @throws Damage if it is not possible
     * @throws TooLarge if it is, but no array has that length
     */
    static int within(String what, long value, long most) {
        if (value < 0 || value > most) {
            throw new Damage(what + " is " + value + ", at most " + most + " is possible");
        }
        if (value > TooLarge.LARGEST) {
            throw new TooLarge(what + " is " + value);
        }
        return (int) value;
    }
}
