/** TensorFlow's own files, both ways: checkpoints, graphs, saved models, event files; and NumPy's arrays. */
module dev.lamina.tensorflow {
    requires transitive dev.lamina;
    requires com.google.protobuf;
    requires java.desktop;
    requires static transitive org.jspecify;

    exports dev.lamina.tensorflow;
    exports dev.lamina.tensorflow.op;

    // An operation of a graph is made and read by reflection.
    opens dev.lamina.tensorflow.graph to
            dev.lamina;
    opens dev.lamina.tensorflow.op to
            dev.lamina;

    provides dev.lamina.graph.OperationSet with
            dev.lamina.tensorflow.CheckpointOperations,
            dev.lamina.tensorflow.op.MessageOperations;
}
