/** Tensors, graphs, automatic gradients and training, in Java alone. */
@SuppressWarnings("module") // those that a package is for are compiled later
module dev.lamina {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;

    exports dev.lamina;
    exports dev.lamina.codec to
            dev.lamina.parquet,
            dev.lamina.tensorflow;
    exports dev.lamina.error;
    exports dev.lamina.gradient;
    exports dev.lamina.graph;
    exports dev.lamina.layer;
    exports dev.lamina.layer.conv;
    exports dev.lamina.layer.pool;
    exports dev.lamina.layer.space;
    exports dev.lamina.layer.attention;
    exports dev.lamina.layer.merge;
    exports dev.lamina.layer.recurrent;
    exports dev.lamina.loss;
    exports dev.lamina.metric;
    exports dev.lamina.op;
    exports dev.lamina.op.arithmetic;
    exports dev.lamina.op.array;
    exports dev.lamina.op.bits;
    exports dev.lamina.op.complex;
    exports dev.lamina.op.control;
    exports dev.lamina.op.conv;
    exports dev.lamina.op.data;
    exports dev.lamina.op.flow;
    exports dev.lamina.op.image;
    exports dev.lamina.op.index;
    exports dev.lamina.op.io;
    exports dev.lamina.op.linalg;
    exports dev.lamina.op.logic;
    exports dev.lamina.op.lookup;
    exports dev.lamina.op.math;
    exports dev.lamina.op.nn;
    exports dev.lamina.op.norm;
    exports dev.lamina.op.pool;
    exports dev.lamina.op.quant;
    exports dev.lamina.op.queue;
    exports dev.lamina.op.ragged;
    exports dev.lamina.op.random;
    exports dev.lamina.op.reduce;
    exports dev.lamina.op.special;
    exports dev.lamina.op.scatter;
    exports dev.lamina.op.rnn;
    exports dev.lamina.op.space;
    exports dev.lamina.op.sparse;
    exports dev.lamina.op.spectral;
    exports dev.lamina.op.stack;
    exports dev.lamina.op.state;
    exports dev.lamina.op.text;
    exports dev.lamina.op.train;
    exports dev.lamina.session;
    exports dev.lamina.tensor;
    exports dev.lamina.train;
    exports dev.lamina.train.schedule;

    uses dev.lamina.graph.OperationSet;
}
