package dev.lamina.kernel.random;

/**
 * Uniform and normal numbers of float64 one by one, for samples that take as many as they need: a block is made into numbers of one kind, which are
 * given from the last to the first, as TensorFlow's samplers of distributions take them. Not thread-safe.
 */
public final class BlockNumbers {
    private final Philox philox = new Philox(0, 0);
    private final double[] uniforms = new double[2];
    private final double[] normals = new double[2];
    private int uniformsLeft;
    private int normalsLeft;

    /** Goes to a block counted from {@code start}, which stays as it is; what is left of other blocks is forgotten. */
    public void moveTo(Philox start, long block) {
        philox.set(start);
        philox.skip(block);
        uniformsLeft = 0;
        normalsLeft = 0;
    }

    /** The next uniform number in [0, 1). */
    public double uniform() {
        if (uniformsLeft == 0) {
            philox.next();
            for (; uniformsLeft < 2; uniformsLeft++) {
                uniforms[uniformsLeft] =
                        UniformDouble.fromWords(philox.word(2 * uniformsLeft), philox.word(2 * uniformsLeft + 1));
            }
        }
        return uniforms[--uniformsLeft];
    }

    /** The next number of the standard normal distribution. */
    public double normal() {
        if (normalsLeft == 0) {
            philox.next();
            double radius = BoxMullerDouble.radius(philox.word(0), philox.word(1));
            double angle = BoxMullerDouble.angle(philox.word(2), philox.word(3));
            normals[0] = StrictMath.sin(angle) * radius;
            normals[1] = StrictMath.cos(angle) * radius;
            normalsLeft = 2;
        }
        return normals[--normalsLeft];
    }
}
