/** An example: an operation of one's own. */
module dev.lamina.examples.swish {
    requires dev.lamina;
    requires dev.lamina.tensorflow;
    requires static transitive org.jspecify;

    // Operations are made and read by reflection.
    exports dev.lamina.examples.swish to
            dev.lamina;

    provides dev.lamina.graph.OperationSet with
            dev.lamina.examples.swish.SwishOperations;
}
