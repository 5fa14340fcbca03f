package dev.lamina.model;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.tensorflow.Saver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's way into files and out of them. */
record ModelFiles(BuiltNetwork network, Session session) {
    void save(String prefix, KnownData known) {
        new Saver(session.graph()).save(session, prefix, known.tensors());
    }

    /** Restores the layers' variables, of the others those that are there, and gives what was known of the data. */
    KnownData load(String prefix) {
        KnownData known = known(Checkpoint.open(prefix));
        List<Variable> ours = network.variables();
        new Saver(ours).restore(session, prefix);
        List<Variable> others = new ArrayList<>(session.graph().variables());
        others.removeAll(ours);
        if (!others.isEmpty()) {
            new Saver(others).restorePartial(session, prefix, _ -> true);
        }
        return known;
    }

    private static KnownData known(Checkpoint checkpoint) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        checkpoint.names().stream().filter(KnownData::has).forEach(name -> tensors.put(name, checkpoint.tensor(name)));
        try {
            return KnownData.of(tensors);
        } catch (DataLossException e) {
            throw e.at("checkpoint " + checkpoint.prefix());
        }
    }

    /** Restores the variables of some layers, which there are. */
    void load(String prefix, List<String> layers) {
        List<Variable> ours = new ArrayList<>();
        for (String layer : layers) {
            List<Variable> its = network.variables().stream()
                    .filter(each -> each.ref().node().name().startsWith(layer + "/"))
                    .toList();
            if (its.isEmpty()) {
                throw new InvalidArgumentException("the layer '" + layer + "' has no variables to load");
            }
            ours.addAll(its);
        }
        if (ours.isEmpty()) {
            throw new InvalidArgumentException("no layer is named", "load(prefix) loads all");
        }
        new Saver(ours).restore(session, prefix);
    }

    void export(Path folder) {
        Map<String, Output> outputs = network.outputs();
        var signature = ModelSignature.predict(
                network.inputs(),
                outputs.size() == 1
                        ? Map.of("predictions", outputs.values().iterator().next())
                        : outputs);
        SavedModel.save(folder, session, Map.of(ModelSignature.DEFAULT, signature));
    }
}
