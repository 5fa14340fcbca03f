package dev.lamina.examples.swish;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import java.nio.file.Path;
import java.util.Map;

/** Reads what {@link TrainSwish} saved, in another process: nothing of it is named here, the graph names the operation. */
final class RunSwish {
    void main(String... args) {
        try (var model = SavedModel.load(Path.of(args.length == 0 ? "swish" : args[0]))) {
            model.graph().nodes().stream()
                    .filter(node -> node.op().name().equals("Swish"))
                    .forEach(node -> IO.println(node.name() + " is " + node.op()));
            for (float angle : new float[] {-1.5f, 0, 0.5f}) {
                var given = Map.of("angle", Tensor.of(new float[][] {{angle}}));
                model.run(ModelSignature.DEFAULT, given)
                        .forEach((name, value) ->
                                IO.println("%s of %.1f: %.2f".formatted(name, angle, value.floats()[0])));
            }
        }
    }
}
