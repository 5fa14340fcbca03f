package dev.lamina.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The species all SIMD kernels share: constants, as the compiler needs them. */
public final class Lanes {
    private static final VectorShape SHAPE = Simd.REQUESTED_BITS == 0
            ? FloatVector.SPECIES_PREFERRED.vectorShape()
            : VectorShape.forBitSize(Simd.REQUESTED_BITS);

    public static final VectorSpecies<Float> FLOAT = VectorSpecies.of(float.class, SHAPE);
    public static final VectorSpecies<Double> DOUBLE = VectorSpecies.of(double.class, SHAPE);
    public static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, SHAPE);
    public static final VectorSpecies<Long> LONG = VectorSpecies.of(long.class, SHAPE);

    /** Half a vector of shorts: as many as a vector has floats. */
    public static final VectorSpecies<Short> HALF_OF_SHORT =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SHAPE.vectorBitSize() / 2));

    /** Number of floats, and of ints, in a vector. */
    public static final int WIDTH = FLOAT.length();

    /** Number of doubles in a vector. */
    public static final int DOUBLE_WIDTH = DOUBLE.length();

    private Lanes() {}
}
