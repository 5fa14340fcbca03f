package dev.lamina.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A transformer; queries, keys and values come from one product. DJL has no operation for attention itself, so it is written out. */
final class Attention implements Forward {
    private final Transformer network;
    private final List<Block> blocks = new ArrayList<>();
    private final Parameters.Dense dense;

    private record Norm(NDArray gamma, NDArray beta) {
        static Norm of(Parameters parameters, String scope) {
            return new Norm(parameters.vector(scope + "/gamma"), parameters.vector(scope + "/beta"));
        }
    }

    private record Block(
            Parameters.Dense queryKeyValue,
            Parameters.Dense output,
            Norm first,
            Parameters.Dense wide,
            Parameters.Dense narrow,
            Norm second) {}

    Attention(Parameters parameters, Transformer network) {
        this.network = network;
        int width = network.width();
        for (int i = 0; i < network.blocks(); i++) {
            String block = network.block(i);
            String attention = block + "/multi_head_attention/";
            NDArray kernels = parameters.matrices(
                    width,
                    Stream.of("query", "key", "value")
                            .map(each -> attention + each + "/kernel")
                            .toList());
            NDArray biases = parameters.of(new float[3 * width], 3L * width);
            blocks.add(new Block(
                    new Parameters.Dense(kernels, biases),
                    parameters.dense(attention + "attention_output", width),
                    Norm.of(parameters, block + "/layer_normalization"),
                    parameters.dense(block + "/dense", network.hidden()),
                    parameters.dense(block + "/dense_1", width),
                    Norm.of(parameters, block + "/layer_normalization_1")));
        }
        dense = parameters.dense("dense", Data.CLASSES);
    }

    @Override
    public NDArray logits(NDArray x, boolean trains) {
        NDArray input = x;
        for (Block block : blocks) {
            NDArray between = normalized(input.add(attention(block, input)), block.first);
            NDArray hidden = block.wide.of(between).getNDArrayInternal().relu();
            input = normalized(between.add(block.narrow.of(hidden)), block.second);
        }
        return dense.of(input.mean(new int[] {1}));
    }

    private NDArray attention(Block block, NDArray x) {
        List<NDArray> heads = block.queryKeyValue.of(x).split(3, 2).stream()
                .map(each -> each.reshape(-1, network.tokens(), network.heads(), network.keyDim())
                        .transpose(0, 2, 1, 3))
                .toList();
        NDArray query = heads.get(0).mul((float) (1 / Math.sqrt(network.keyDim())));
        NDArray weights = query.matMul(heads.get(1).transpose(0, 1, 3, 2)).softmax(-1);
        NDArray sums = weights.matMul(heads.get(2)).transpose(0, 2, 1, 3);
        return block.output.of(sums.reshape(-1, network.tokens(), network.width()));
    }

    private NDArray normalized(NDArray x, Norm norm) {
        return LayerNorm.layerNorm(x, new Shape(network.width()), norm.gamma, norm.beta, Transformer.EPSILON)
                .head();
    }
}
