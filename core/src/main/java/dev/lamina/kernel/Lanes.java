package dev.lamina.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The species all SIMD kernels share: constants, as the compiler needs them. */
final class Lanes {
    private static final VectorShape SHAPE = Simd.REQUESTED_BITS == 0
            ? FloatVector.SPECIES_PREFERRED.vectorShape()
            : VectorShape.forBitSize(Simd.REQUESTED_BITS);

    static final VectorSpecies<Float> FLOAT = VectorSpecies.of(float.class, SHAPE);
    static final VectorSpecies<Double> DOUBLE = VectorSpecies.of(double.class, SHAPE);
    static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, SHAPE);
    static final VectorSpecies<Long> LONG = VectorSpecies.of(long.class, SHAPE);

    /** Half a vector of shorts: as many as a vector has floats. */
    static final VectorSpecies<Short> HALF_OF_SHORT =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SHAPE.vectorBitSize() / 2));

    /** Number of floats, and of ints, in a vector. */
    static final int WIDTH = FLOAT.length();

    private Lanes() {}
}
