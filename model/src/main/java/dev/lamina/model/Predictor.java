package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a network gives for some examples; its stateful layers go on from one prediction to the next. */
final class Predictor {
    private final BuiltNetwork network;
    private final Session session;
    private final CarriedStates states;

    Predictor(BuiltNetwork network, Session session) {
        this.network = network;
        this.session = session;
        states = new CarriedStates(network.states());
    }

    /** Has stateful layers begin with zeros again. */
    void reset() {
        states.reset();
    }

    /** What the only output gives for the only input. */
    Tensor predict(Tensor features) {
        List<Output> output = List.of(only("outputs", network.outputs()));
        Output input = only("inputs", network.inputs());
        return states.run(session, output, new Feed(input, features)).get(0);
    }

    private static Output only(String what, Map<String, Output> tensors) {
        if (tensors.size() > 1) {
            throw new InvalidArgumentException(
                    "the model has several " + what + ", " + tensors.keySet(),
                    "predict(Map) takes and gives them by name");
        }
        return tensors.values().iterator().next();
    }

    /** What each output gives for the inputs, by their names. */
    Map<String, Tensor> predict(Map<String, Tensor> features) {
        if (!features.keySet().equals(network.inputs().keySet())) {
            throw new InvalidArgumentException(
                    "the model's inputs are " + network.inputs().keySet() + ", but it is given " + features.keySet());
        }
        List<Feed> feeds = new ArrayList<>();
        network.inputs()
                .forEach((name, input) -> feeds.add(Feed.of(input, Objects.requireNonNull(features.get(name)))));
        List<Output> outputs = List.copyOf(network.outputs().values());
        Results results = states.run(session, outputs, feeds.toArray(Feed[]::new));
        Map<String, Tensor> predictions = new LinkedHashMap<>();
        network.outputs().keySet().forEach(name -> predictions.put(name, results.get(predictions.size())));
        return predictions;
    }
}
