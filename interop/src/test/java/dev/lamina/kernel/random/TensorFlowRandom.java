package dev.lamina.kernel.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperationBuilder;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;

/**
 * A graph of TensorFlow's random operations with one pair of seeds, run in one session of one thread:
 * what {@code Multinomial} draws depends on the number of threads.
 */
final class TensorFlowRandom implements AutoCloseable {
    private static final ConfigProto ONE_THREAD = ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(1)
            .build();

    private final Graph graph = new Graph();
    private final Session session = new Session(graph, ONE_THREAD);
    private final long seed;
    private final long seed2;

    TensorFlowRandom(long seed, long seed2) {
        this.seed = seed;
        this.seed2 = seed2;
    }

    /** Adds an operation of constant inputs; {@code dtype} is its attribute of that name, if it has one. */
    void add(String type, String name, DataType dtype, Tensor... inputs) {
        GraphOperationBuilder builder = builder(type, name);
        for (int i = 0; i < inputs.length; i++) {
            Operation constant = builder("Const", name + "_input" + i)
                    .setAttr("dtype", inputs[i].asRawTensor().dataType())
                    .setAttr("value", inputs[i])
                    .build();
            builder.addInput(constant.output(0));
        }
        builder.setAttr("seed", seed).setAttr("seed2", seed2);
        if (dtype != DataType.DT_INVALID) {
            builder.setAttr("dtype", dtype);
        }
        builder.build();
    }

    private GraphOperationBuilder builder(String type, String name) {
        return graph.opBuilder(type, name, graph.baseScope());
    }

    /** Runs the operations of these names once and returns the elements of each one's result, as bytes. */
    List<ByteBuffer> run(List<String> names) {
        Session.Runner runner = session.runner();
        names.forEach(runner::fetch);
        List<ByteBuffer> values = new ArrayList<>();
        try (Result results = runner.run()) {
            for (int i = 0; i < names.size(); i++) {
                var data = results.get(i).asRawTensor().data();
                byte[] bytes = new byte[(int) data.size()];
                data.read(bytes);
                values.add(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
            }
        }
        return values;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
