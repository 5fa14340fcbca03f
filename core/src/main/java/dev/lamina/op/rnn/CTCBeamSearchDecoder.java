package dev.lamina.op.rnn;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The likeliest sequences that logits, [time, batch, classes], say, found by a beam search: each as a sparse tensor of classes, the last
 * class being the blank, with the logarithm of its probability.
 *
 * @param beamWidth how many sequences are kept from step to step
 * @param topPaths how many are given, the likeliest first
 * @param mergeRepeated whether equal classes that follow each other in a sequence are one
 */
@OpDef(
        inputs = {"inputs: T", "sequence_length: int32"},
        outputs = {
            "decoded_indices: top_paths * int64",
            "decoded_values: top_paths * int64",
            "decoded_shape: top_paths * int64",
            "log_probability: T"
        },
        attrs = {
            "beam_width: int >= 1",
            "top_paths: int >= 1",
            "merge_repeated: bool = true",
            "T: {float, double} = float"
        })
public record CTCBeamSearchDecoder(long beamWidth, long topPaths, boolean mergeRepeated) implements ShapedByKernel {
    /** Adds the operation; its outputs: indices, values and shapes of so many paths each, and the logarithms. */
    public static List<Output> of(
            Scope scope, Operand inputs, Operand sequenceLength, int beamWidth, int topPaths, boolean mergeRepeated) {
        return scope.node(new CTCBeamSearchDecoder(beamWidth, topPaths, mergeRepeated), List.of(inputs, sequenceLength))
                .outputs();
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        return output < 2 * topPaths;
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (topPaths < 1 || topPaths > beamWidth || beamWidth > Integer.MAX_VALUE) {
            throw c.error("requested more paths than the beam width: " + topPaths + " of " + beamWidth);
        }
        long batch = Decoded.batch(c);
        List<Shape> shapes = new ArrayList<>();
        for (Shape each : List.of(Shape.of(-1, 2), Shape.of(-1), Shape.of(2))) {
            for (int path = 0; path < topPaths; path++) {
                shapes.add(each);
            }
        }
        shapes.add(Shape.of(batch, topPaths));
        return shapes;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape x = c.inputShape(0);
        int batch = (int) x.dim(1);
        int classes = (int) x.dim(2);
        int paths = (int) topPaths;
        return (in, out) -> {
            Decoded.requireLengths(c, in[1]);
            List<List<List<Integer>>> sequences = new ArrayList<>();
            for (int path = 0; path < paths; path++) {
                sequences.add(new ArrayList<>());
            }
            double[] y = new double[classes];
            for (int b = 0; b < batch; b++) {
                BeamSearch search = new BeamSearch((int) beamWidth);
                for (int t = 0; t < in[1].ints()[b]; t++) {
                    logarithms(in[0], (t * batch + b) * classes, y);
                    search.step(y);
                }
                List<BeamSearch.Entry> best = search.best();
                if (best.size() < paths) {
                    throw c.error("Less leaves in the beam search than requested.");
                }
                for (int path = 0; path < paths; path++) {
                    sequences.get(path).add(best.get(path).labels(mergeRepeated));
                    Decoded.set(out[3 * paths], b * paths + path, best.get(path).probability());
                }
            }
            for (int path = 0; path < paths; path++) {
                Decoded.give(sequences.get(path), out[path], out[paths + path], out[2 * paths + path]);
            }
        };
    }

    private static void logarithms(Buffer x, int at, double[] y) {
        for (int k = 0; k < y.length; k++) {
            y[k] = x.asDouble(at + k);
        }
        double sum = LogSums.of(y, 0, y.length);
        for (int k = 0; k < y.length; k++) {
            y[k] -= sum;
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        // That of TensorFlow's own test, as probabilities.
        double[][] p = {
            {0.30999, 0.309938, 0.0679938, 0.0673362, 0.0708352, 0.173908},
            {0.215136, 0.439699, 0.0370931, 0.0393967, 0.0381581, 0.230517},
            {0.199959, 0.489485, 0.0233221, 0.0251417, 0.0233289, 0.238763},
            {0.279611, 0.452966, 0.0204795, 0.0209126, 0.0194803, 0.20655},
            {0.51286, 0.288951, 0.0243026, 0.0220788, 0.0219297, 0.129878}
        };
        double[][][] x = new double[p.length][1][6];
        for (int t = 0; t < p.length; t++) {
            for (int k = 0; k < 6; k++) {
                x[t][0][k] = StrictMath.log(p[t][k]);
            }
        }
        float[][][] one = {{{0, 1}}};
        return List.of(
                Sample.rough(new CTCBeamSearchDecoder(2, 2, false), x, new int[] {5})
                        .gives(
                                new long[][] {{0, 0}, {0, 1}},
                                new long[][] {{0, 0}, {0, 1}, {0, 2}},
                                new long[] {1, 0},
                                new long[] {0, 1, 0},
                                new long[] {1, 2},
                                new long[] {1, 3},
                                new double[][] {{-3.582117901, -3.77783308}}),
                Sample.rough(new CTCBeamSearchDecoder(2, 2, true), one, new int[] {1})
                        .gives(
                                Tensor.zeros(DType.INT64, Shape.of(0, 2)),
                                new long[][] {{0, 0}},
                                new long[0],
                                new long[] {0},
                                new long[] {1, 0},
                                new long[] {1, 1},
                                new float[][] {{-0.3132617f, -1.3132616f}}),
                Sample.refused(
                        "requested more paths than the beam width",
                        new CTCBeamSearchDecoder(1, 2, true),
                        one,
                        new int[] {1}),
                Sample.refused(
                        "Less leaves in the beam search than requested",
                        new CTCBeamSearchDecoder(5, 5, true),
                        one,
                        new int[] {1}),
                Sample.refused(
                        "inputs must not be empty",
                        new CTCBeamSearchDecoder(1, 1, true),
                        Tensor.zeros(DType.FLOAT32, Shape.of(1, 0, 2)),
                        new int[0]));
    }
}
