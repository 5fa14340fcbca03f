/** Tensors, graphs, automatic gradients and training, in Java alone. */
module dev.lamina {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;

    exports dev.lamina;
    exports dev.lamina.error;
    exports dev.lamina.gradient;
    exports dev.lamina.graph;
    exports dev.lamina.layer;
    exports dev.lamina.loss;
    exports dev.lamina.metric;
    exports dev.lamina.op;
    exports dev.lamina.session;
    exports dev.lamina.tensor;
    exports dev.lamina.train;
    exports dev.lamina.train.schedule;

    uses dev.lamina.graph.OperationSet;
}
