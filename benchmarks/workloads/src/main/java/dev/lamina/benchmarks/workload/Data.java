package dev.lamina.benchmarks.workload;

/**
 * The fixed examples that all train on, made from their numbers: 55,000 rows of floats in [0, 1), of W1 to W5 784 each, and ten classes.
 *
 * <p>An example's class is the place of the largest of its first ten numbers, so that there is something to learn and the
 * loss tells who trains and who does not. Any batch can be made on its own: nobody has to keep the array in a form
 * that he does not use.
 */
public final class Data {
    /** Rows. */
    public static final int EXAMPLES = 55_000;

    /** Floats a row. */
    public static final int INPUTS = 784;

    /** Classes. */
    public static final int CLASSES = 10;

    /** Bytes of the inputs that a process keeps of a task with large ones. */
    static final int BYTES = 32 << 20;

    private static final long MULTIPLIER = 6364136223846793005L;
    private static final long INCREMENT = 1442695040888963407L;

    private Data() {}

    /** How many different batches there are: an epoch's whole ones, and at most 550. */
    public static int batches(int size) {
        return Math.min(550, EXAMPLES / size);
    }

    /** The inputs of batch {@code index} of a task, example by example. */
    public static float[] inputs(Task task, int index) {
        float[] inputs = new float[task.batch() * task.inputs()];
        for (int row = 0; row < task.batch(); row++) {
            fill(inputs, row * task.inputs(), task.inputs(), example(index, task.batch(), row));
        }
        return inputs;
    }

    /** The inputs of a task that takes whole numbers. */
    public static int[] numbers(Task task, int index) {
        float[] inputs = inputs(task, index);
        int[] numbers = new int[inputs.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) (inputs[i] * (double) task.numbers());
        }
        return numbers;
    }

    /** The one-hot labels of batch {@code index}, row by row. */
    public static float[] labels(int index, int size) {
        float[] labels = new float[size * CLASSES];
        long[] classes = classes(index, size);
        for (int row = 0; row < size; row++) {
            labels[row * CLASSES + (int) classes[row]] = 1;
        }
        return labels;
    }

    /** The numbers of the classes of batch {@code index}. */
    public static long[] classes(int index, int size) {
        long[] classes = new long[size];
        float[] first = new float[CLASSES];
        for (int row = 0; row < size; row++) {
            fill(first, 0, CLASSES, example(index, size, row));
            int largest = 0;
            for (int i = 1; i < CLASSES; i++) {
                largest = first[i] > first[largest] ? i : largest;
            }
            classes[row] = largest;
        }
        return classes;
    }

    /** The mean softmax cross-entropy of logits, in double precision: one yardstick for all. */
    public static double loss(float[] logits, int index, int size) {
        long[] classes = classes(index, size);
        double sum = 0;
        for (int row = 0; row < size; row++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < CLASSES; i++) {
                largest = Math.max(largest, logits[row * CLASSES + i]);
            }
            double exponentials = 0;
            for (int i = 0; i < CLASSES; i++) {
                exponentials += Math.exp(logits[row * CLASSES + i] - largest);
            }
            sum += largest + Math.log(exponentials) - logits[row * CLASSES + (int) classes[row]];
        }
        return sum / size;
    }

    private static int example(int index, int size, int row) {
        return (index * size + row) % EXAMPLES;
    }

    /** Knuth's linear congruential generator, seeded by the number of the example; the upper 24 bits of each state. */
    static void fill(float[] to, int from, int count, long seed) {
        long state = (seed + 1) * 0x9E3779B97F4A7C15L;
        for (int i = from; i < from + count; i++) {
            state = state * MULTIPLIER + INCREMENT;
            to[i] = (state >>> 40) * 0x1p-24f;
        }
    }
}
