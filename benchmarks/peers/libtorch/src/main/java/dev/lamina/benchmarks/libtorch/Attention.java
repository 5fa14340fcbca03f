package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A transformer; queries, keys and values come from one product, as in PyTorch's own layer. */
final class Attention implements Forward {
    private final Transformer network;
    private final List<Block> blocks = new ArrayList<>();
    private final Parameters.Dense dense;

    private record Norm(TensorOptional gamma, TensorOptional beta) {
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
            Tensor kernels = parameters.matrices(
                    width,
                    Stream.of("query", "key", "value")
                            .map(each -> attention + each + "/kernel")
                            .toList());
            Tensor biases = parameters.of(new float[3 * width], 3L * width);
            blocks.add(new Block(
                    new Parameters.Dense(kernels, new TensorOptional(biases)),
                    parameters.dense(attention + "attention_output", width),
                    Norm.of(parameters, block + "/layer_normalization"),
                    parameters.dense(block + "/dense", network.hidden()),
                    parameters.dense(block + "/dense_1", width),
                    Norm.of(parameters, block + "/layer_normalization_1")));
        }
        dense = parameters.dense("dense", Data.CLASSES);
    }

    @Override
    public Tensor logits(Tensor x, boolean trains) {
        Tensor input = x;
        for (Block block : blocks) {
            Tensor between = normalized(input.add(attention(block, input)), block.first);
            Tensor hidden = torch.relu_(block.wide.of(between));
            input = normalized(between.add(block.narrow.of(hidden)), block.second);
        }
        return dense.of(input.mean(1));
    }

    private Tensor attention(Block block, Tensor x) {
        TensorVector parts = block.queryKeyValue.of(x).chunk(3, -1);
        List<Tensor> heads = new ArrayList<>();
        for (long i = 0; i < 3; i++) {
            heads.add(parts.get(i)
                    .reshape(-1, network.tokens(), network.heads(), network.keyDim())
                    .transpose(1, 2));
        }
        Tensor sums = torch.scaled_dot_product_attention(heads.get(0), heads.get(1), heads.get(2));
        return block.output.of(sums.transpose(1, 2).reshape(-1, network.tokens(), network.width()));
    }

    private Tensor normalized(Tensor x, Norm norm) {
        return torch.layer_norm(x, new long[] {network.width()}, norm.gamma, norm.beta, Transformer.EPSILON, false);
    }
}
