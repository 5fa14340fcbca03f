package dev.lamina.interop;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.random.TruncatedNormal;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Networks that are built with TensorFlow Java, each of another kind. */
enum ExportedNetwork {
    /** Two layers, with random initial values. */
    DENSE {
        @Override
        List<Signature> build(Ops tf, Session session) {
            Operand<TFloat32> x = input(tf, 4);
            Operand<TFloat32> hidden = tf.nn.relu(dense(tf, x, 4, 8));
            return List.of(signature("serving_default", x, "y", tf.nn.softmax(dense(tf, hidden, 8, 3))));
        }
    },

    /** Signatures with inputs and outputs of their own, on the same variables. */
    SEVERAL_SIGNATURES {
        @Override
        List<Signature> build(Ops tf, Session session) {
            Operand<TFloat32> x = input(tf, 4);
            Operand<TFloat32> logits = dense(tf, x, 4, 3);
            Operand<TInt64> classes = tf.math.argMax(logits, tf.constant(1));
            Operand<TFloat32> scale = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
            Signature both = Signature.builder("classify")
                    .input("x", x)
                    .output("probabilities", tf.nn.softmax(logits))
                    .output("classes", classes)
                    .methodName("tensorflow/serving/predict")
                    .build();
            Signature scaled = Signature.builder("scaled")
                    .input("x", x)
                    .input("scale", scale)
                    .output("y", tf.math.mul(logits, scale))
                    .build();
            return List.of(both, scaled, signature("logits", x, "logits", logits));
        }
    },

    /** Some steps of two optimizers, by the gradients of TensorFlow; the slots are variables too. */
    TRAINED {
        @Override
        List<Signature> build(Ops tf, Session session) {
            Operand<TFloat32> x = input(tf, 2);
            Variable<TFloat32> weights = tf.withName("weights").variable(tf.constant(new float[][] {{0.1f}, {-0.2f}}));
            Variable<TFloat32> bias = tf.withName("bias").variable(tf.constant(new float[] {0}));
            Variable<TFloat32> momentum = tf.withName("momentum").variable(tf.constant(new float[][] {{0}, {0}}));
            Operand<TFloat32> y = tf.math.add(tf.linalg.matMul(x, weights), bias);
            Operand<TFloat32> examples = tf.constant(new float[][] {{1, 2}, {3, -1}, {0.5f, 4}});
            Operand<TFloat32> labels = tf.constant(new float[][] {{8}, {1}, {13}});
            Operand<TFloat32> fitted = tf.math.add(tf.linalg.matMul(examples, weights), bias);
            Operand<TFloat32> loss = tf.math.mean(tf.math.squaredDifference(fitted, labels), tf.array(0, 1));
            Output<?>[] gradients = ((Graph) tf.scope().env())
                    .addGradients(loss.asOutput(), new Output<?>[] {weights.asOutput(), bias.asOutput()});
            Operand<TFloat32> rate = tf.constant(0.02f);
            Op step = tf.train.applyMomentum(weights, momentum, rate, floats(gradients[0]), tf.constant(0.5f));
            Op other = tf.train.applyGradientDescent(bias, rate, floats(gradients[1]));
            for (int i = 0; i < 7; i++) {
                session.runner().addTarget(step).addTarget(other).run().close();
            }
            return List.of(signature("serving_default", x, "y", y), signature("loss", x, "loss", loss));
        }
    },

    /** Variables of several types that are initialised by constants. */
    CONSTANTS {
        @Override
        List<Signature> build(Ops tf, Session session) {
            Operand<TInt32> x = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            Variable<TInt32> offset = tf.withName("offset").variable(tf.constant(3));
            Variable<TInt64> large = tf.withName("large").variable(tf.constant(1L << 40));
            Operand<TInt64> sum = tf.math.add(tf.dtypes.cast(tf.math.add(x, offset), TInt64.class), large);
            Operand<?> doubles = tf.variable(tf.constant(new double[] {1e-300, Math.PI}));
            Operand<?> flags = tf.variable(tf.constant(new boolean[] {true, false, true}));
            Operand<?> texts = tf.variable(tf.array("zero", "", "two"));
            Signature values = Signature.builder("values")
                    .output("doubles", tf.identity(doubles))
                    .output("flags", tf.identity(flags))
                    .output("texts", tf.identity(texts))
                    .build();
            return List.of(signature("sum", x, "y", sum), values);
        }
    },

    /** Two variables that are parts of one, and are saved as its slices. */
    PARTITIONED {
        @Override
        List<Signature> build(Ops tf, Session session) {
            Operand<TFloat32> x = input(tf, 3);
            Variable<TFloat32> top = tf.variable(tf.constant(new float[][] {{1, -2}, {0.5f, 4}}));
            Variable<TFloat32> rest = tf.variable(tf.constant(new float[][] {{-3, 0.25f}}));
            new TensorFlowSaver(tf)
                    .variable("whole", "3 2 0,2:-", top)
                    .variable("whole", "3 2 2,1:0,2", rest)
                    .build();
            Operand<TFloat32> whole = tf.concat(List.of(top, rest), tf.constant(0));
            return List.of(signature("serving_default", x, "y", tf.linalg.matMul(x, whole)));
        }
    },

    /** Variables that are saved each in a file of its own, which are merged, as TensorFlow's saver for Python does. */
    SHARDED {
        @Override
        List<Signature> build(Ops tf, Session session) {
            Operand<TFloat32> x = input(tf, 2);
            Variable<TFloat32> weights = tf.variable(tf.constant(new float[][] {{1, -2}, {0.5f, 4}}));
            Variable<TFloat32> bias = tf.variable(tf.constant(new float[] {0.125f, -8}));
            new TensorFlowSaver(tf)
                    .variable("weights", "", weights)
                    .variable("bias", "", bias)
                    .buildSharded();
            return List.of(signature("serving_default", x, "y", tf.math.add(tf.linalg.matMul(x, weights), bias)));
        }
    },

    /** A resource variable, as TensorFlow 2 has them. */
    RESOURCE {
        @Override
        List<Signature> build(Ops tf, Session session) {
            Operand<TFloat32> x = input(tf, 2);
            VarHandleOp handle = tf.varHandleOp(TFloat32.class, Shape.of(2), VarHandleOp.sharedName("weights"));
            session.run(tf.assignVariableOp(handle, tf.array(1.5f, -2.5f)));
            new TensorFlowSaver(tf).resource("weights", handle).build();
            return List.of(
                    signature("serving_default", x, "y", tf.math.mul(x, tf.readVariableOp(handle, TFloat32.class))));
        }
    },

    /** A call of a function, which the file has in its library. */
    FUNCTION {
        @Override
        List<Signature> build(Ops tf, Session session) {
            Operand<TFloat32> x = input(tf, 4);
            try (ConcreteFunction twice = ConcreteFunction.create(inner -> {
                Operand<TFloat32> a = inner.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
                return signature("tanh_of_twice", a, "y", inner.math.tanh(inner.math.add(a, a)));
            })) {
                Operand<?> y = Objects.requireNonNull(
                        tf.call(twice, Map.of("x", dense(tf, x, 4, 3))).get("y"));
                return List.of(signature("serving_default", x, "y", y));
            }
        }
    };

    /** Adds the network to a graph, of which the session is. */
    abstract List<Signature> build(Ops tf, Session session);

    private static Operand<TFloat32> input(Ops tf, long width) {
        return tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
    }

    private static Operand<TFloat32> dense(Ops tf, Operand<TFloat32> x, int inputs, int outputs) {
        Variable<TFloat32> weights = tf.variable(tf.random.truncatedNormal(
                tf.array(inputs, outputs), TFloat32.class, TruncatedNormal.seed(1L), TruncatedNormal.seed2(2L)));
        Variable<TFloat32> bias = tf.variable(tf.random.truncatedNormal(
                tf.array(new int[] {outputs}), TFloat32.class, TruncatedNormal.seed(3L), TruncatedNormal.seed2(4L)));
        return tf.math.add(tf.linalg.matMul(x, weights), bias);
    }

    private static Signature signature(String key, Operand<?> x, String output, Operand<?> y) {
        return Signature.builder(key).input("x", x).output(output, y).build();
    }

    @SuppressWarnings("unchecked")
    private static Operand<TFloat32> floats(Output<?> output) {
        return (Operand<TFloat32>) output;
    }
}
