package dev.lamina.train.range;

import dev.lamina.error.InvalidArgumentException;

/** Where a number must lie that an optimizer or a schedule works with. */
public enum Range {
    /** Of rates, and of factors of one. */
    RATE("finite and at least 0") {
        @Override
        boolean has(float value) {
            return value >= 0 && value <= Float.MAX_VALUE;
        }
    },

    /** Of what can be neither without an end nor 0. */
    POSITIVE("finite and positive") {
        @Override
        boolean has(float value) {
            return value > 0 && value <= Float.MAX_VALUE;
        }
    },

    /** Of what part of a sum is kept. */
    PART("in [0, 1]") {
        @Override
        boolean has(float value) {
            return value >= 0 && value <= 1;
        }
    },

    /** Of a part by whose distance from 1 is divided. */
    LESS_THAN_ALL("in [0, 1)") {
        @Override
        boolean has(float value) {
            return value >= 0 && value < 1;
        }
    };

    private final String text;

    Range(String text) {
        this.text = text;
    }

    abstract boolean has(float value);

    /**
     * The value, if it lies there.
     *
     * @param name for messages
     * @throws InvalidArgumentException if it does not
     */
    public float require(String name, float value) {
        if (!has(value)) {
            throw new InvalidArgumentException(name + " must be " + text + ", got " + value);
        }
        return value;
    }
}
