package dev.lamina.compiler.region;

import dev.lamina.tensor.DType;

/** A tensor of a region: one output of an instruction, or a parameter. */
public final class Value {
    /** Stands for the producer of a parameter. */
    public static final int NO_INSTRUCTION = -1;

    /** Its place among the values of its region, from 0 on. */
    public final int number;

    public final String name;
    public final DType dtype;

    /** The number of the instruction that makes it; {@link #NO_INSTRUCTION} if it is a parameter. */
    public final int producer;

    public Value(int number, String name, DType dtype, int producer) {
        this.number = number;
        this.name = name;
        this.dtype = dtype;
        this.producer = producer;
    }

    public boolean isParameter() {
        return producer == NO_INSTRUCTION;
    }

    @Override
    public String toString() {
        return name + " " + dtype;
    }
}
