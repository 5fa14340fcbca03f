package dev.lamina.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Const;
import dev.lamina.op.random.RandomUniform;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Constraint;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "x");

    LayersTest() {
        tf.graph().setSeed(1);
    }

    @Test
    void variablesAreNamedAsTensorFlowNamesThem() {
        Output hidden = tf.layers.dense(x, 4, Activation.RELU);
        Output normal = tf.layers.batchNormalization(hidden, Phase.TRAINING);
        tf.layers.dense(tf.layers.dropout(tf.layers.flatten(normal), 0.5f, Phase.TRAINING), 2);
        assertThat(tf.graph().variables().stream().map(Variable::name))
                .containsExactly(
                        "dense/kernel:0",
                        "dense/bias:0",
                        "batch_normalization/gamma:0",
                        "batch_normalization/beta:0",
                        "batch_normalization/moving_mean:0",
                        "batch_normalization/moving_variance:0",
                        "dense_1/kernel:0",
                        "dense_1/bias:0");
        assertThat(tf.graph().trainableVariables().stream().map(Variable::name))
                .doesNotContain("batch_normalization/moving_mean:0", "batch_normalization/moving_variance:0")
                .hasSize(6);
        assertThat(tf.graph().contains("dense/MatMul")).isTrue();
        assertThat(tf.graph().contains("dense/BiasAdd")).isTrue();
        assertThat(tf.graph().contains("dense/Relu")).isTrue();
        assertThat(tf.graph().contains("dense/kernel/Initializer/random_uniform/RandomUniform"))
                .isTrue();
        assertThat(tf.graph().contains("dense/bias/Initializer/zeros")).isTrue();
    }

    @Test
    void denseIsTheProductPlusTheBias() {
        Scope own = tf.scope().nested("dense");
        Dense layer = new Dense(2, Activation.RELU).bias(Parameter.of(Initializer.constant(-1)));
        Output y = layer.kernelInitializer(Initializer.ones()).build(own, x).apply(own, x, Phase.INFERENCE);
        try (Session session = started()) {
            assertThat(session.run(y, Tf.feed(x, new float[][] {{1, 2, 3}, {-1, 0, 0}})))
                    .isEqualTo(Tensor.of(new float[][] {{5, 5}, {0, 0}}));
        }
    }

    @Test
    void denseGoesAlongTheLastAxis() {
        Layer layer = new Dense(2).bias(Parameter.of(Initializer.constant(-1))).kernelInitializer(Initializer.ones());
        Output steps = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2, 3), "steps");
        Output any = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1, 3), "any");
        Output ofSteps = tf.layers.apply(layer, steps, Phase.INFERENCE);
        Output ofAny = tf.layers.apply(layer, any, Phase.INFERENCE);
        assertThat(ofSteps.shape()).isEqualTo(Shape.of(-1, 2, 2));
        float[][][] value = {{{1, 2, 3}, {-1, 0, 0}}};
        try (Session session = started()) {
            var result = Tensor.of(new float[][][] {{{5, 5}, {-2, -2}}});
            assertThat(session.run(ofSteps, Tf.feed(steps, value))).isEqualTo(result);
            assertThat(session.run(ofAny, Tf.feed(any, value))).isEqualTo(result);
        }
    }

    @Test
    void dropoutIsAbsentFromInference() {
        BuiltLayer dropout = Dropout.keep(0.5f).build(tf.scope(), x);
        assertThat(dropout.apply(tf.scope("inference").scope(), x, Phase.INFERENCE))
                .isEqualTo(x);
        assertThat(tf.graph().nodes()).noneMatch(node -> node.op() instanceof RandomUniform);
        Output training = dropout.apply(tf.scope("training").scope(), x, Phase.TRAINING);
        try (Session session = started()) {
            float[] values = session.run(training, Tf.feed(x, ones(1000))).floats();
            assertThat(values).contains(0f, 2f);
            int kept = 0;
            for (float value : values) {
                assertThat(value == 0 || value == 2).isTrue();
                kept += value == 2 ? 1 : 0;
            }
            assertThat(kept).isBetween(1300, 1700);
        }
    }

    private static float[][] ones(int rows) {
        float[][] ones = new float[rows][3];
        for (float[] row : ones) {
            java.util.Arrays.fill(row, 1);
        }
        return ones;
    }

    @Test
    void batchNormalisationFollowsTheBatchInTrainingAlone() {
        Scope own = tf.scope().nested("batch_normalization");
        BuiltLayer layer = new BatchNormalization().momentum(0.75f).build(own, x);
        Output inference = layer.apply(own, x, Phase.INFERENCE);
        Output training = layer.apply(tf.scope("training").scope(), x, Phase.TRAINING);
        Node updates = tf.group(BatchNormalization.updates(tf.graph()));
        float[][] batch = {{1, 10, 0}, {3, 20, 0}, {5, 30, 0}, {7, 40, 0}};
        try (Session session = started()) {
            // mean 4, variance 5; mean 25, variance 125
            float[] y = session.run(training, Tf.feed(x, batch)).floats();
            assertThat(y[0]).isCloseTo((float) (-3 / Math.sqrt(5.001)), within(1e-5f));
            assertThat(y[10]).isCloseTo((float) (15 / Math.sqrt(125.001)), within(1e-5f));
            assertThat(y[2]).isZero();
            session.run(updates, Tf.feed(x, batch));
            var values = session.variables();
            assertThat(values.get("batch_normalization/moving_mean")).isEqualTo(Tensor.of(new float[] {1, 6.25f, 0}));
            assertThat(values.get("batch_normalization/moving_variance"))
                    .isEqualTo(Tensor.of(new float[] {2, 32, 0.75f}));
            float[] z = session.run(inference, Tf.feed(x, batch)).floats();
            assertThat(z[0]).isCloseTo(0, within(1e-6f));
            assertThat(z[10]).isCloseTo((float) (33.75 / Math.sqrt(32.001)), within(1e-5f));
            assertThat(session.variables()).isEqualTo(values);
        }
    }

    @Test
    void batchNormalisationOfImagesIsOneOperationWithTheSameResults() {
        Output images = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2, 1, 2), "images");
        Scope own = tf.scope().nested("batch_normalization");
        BuiltLayer layer = new BatchNormalization().momentum(0.75f).build(own, images);
        Output inference = layer.apply(own, images, Phase.INFERENCE);
        Output training = layer.apply(tf.scope("training").scope(), images, Phase.TRAINING);
        assertThat(training.node().op().name()).isEqualTo("FusedBatchNormV3");
        Node updates = tf.group(BatchNormalization.updates(tf.graph()));
        Tensor batch = Tensor.wrap(new float[] {1, 10, 3, 20, 5, 30, 7, 40}, 2, 2, 1, 2);
        try (Session session = started()) {
            float[] y = session.run(training, Tf.feed(images, batch)).floats();
            assertThat(y[0]).isCloseTo((float) (-3 / Math.sqrt(5.001)), within(1e-5f));
            assertThat(y[7]).isCloseTo((float) (15 / Math.sqrt(125.001)), within(1e-5f));
            session.run(updates, Tf.feed(images, batch));
            var values = session.variables();
            assertThat(values.get("batch_normalization/moving_mean")).isEqualTo(Tensor.of(new float[] {1, 6.25f}));
            assertThat(Objects.requireNonNull(values.get("batch_normalization/moving_variance"))
                            .floats())
                    .containsExactly(new float[] {2, 32}, within(1e-5f));
            float[] z = session.run(inference, Tf.feed(images, batch)).floats();
            assertThat(z[7]).isCloseTo((float) (33.75 / Math.sqrt(32.001)), within(1e-5f));
        }
    }

    @Test
    void penaltiesAreCollected() {
        Dense ones = new Dense(2).kernelInitializer(Initializer.constant(-2));
        tf.layers.apply(ones.kernelRegularizer(Regularizer.l1(0.5f)), x, Phase.TRAINING);
        tf.layers.apply(ones.kernelRegularizer(Regularizer.l2(0.5f)), x, Phase.TRAINING);
        tf.layers.apply(ones.kernelRegularizer(Regularizer.l1L2(1, 0.25f)), x, Phase.TRAINING);
        List<Output> losses = Parameter.losses(tf.graph());
        assertThat(losses.getFirst().name()).isEqualTo("dense/kernel/Regularizer/l1_regularizer:0");
        try (Session session = started()) {
            assertThat(losses.stream().map(session::run).map(Tensor::floatValue))
                    .containsExactly(6f, 6f, 15f);
        }
    }

    @Test
    void aFrozenLayerHasNothingThatTrainingLooksAt() {
        Layer dense = new Dense(2)
                .kernelRegularizer(Regularizer.l2(0.5f))
                .kernelConstraint(Constraint.maxNorm(1))
                .trainable(false);
        Output y = tf.layers.apply(dense.named("low"), x, Phase.TRAINING);
        Output normal = tf.layers.apply(new BatchNormalization().trainable(false), y, Phase.TRAINING);
        assertThat(tf.graph().variables()).hasSize(6);
        assertThat(tf.graph().trainableVariables()).isEmpty();
        assertThat(Parameter.losses(tf.graph())).isEmpty();
        assertThat(tf.graph().collection(Constraint.COLLECTION)).isEmpty();
        assertThat(BatchNormalization.updates(tf.graph())).isEmpty();
        assertThat(dense.isTrainable()).isFalse();
        assertThat(dense.trainable(false)).isEqualTo(dense);
        Layer thawed = dense.trainable(true);
        assertThat(thawed.isTrainable()).isTrue();
        tf.layers.apply(thawed, x, Phase.TRAINING);
        assertThat(tf.graph().trainableVariables().stream().map(Variable::name))
                .containsExactly("dense/kernel:0", "dense/bias:0");
        assertThat(Parameter.losses(tf.graph())).hasSize(1);
        try (Session session = started()) {
            float[] plain = session.run(y, Tf.feed(x, ones(2))).floats();
            float[] scaled = session.run(normal, Tf.feed(x, ones(2))).floats();
            // The moving variance is still 1.
            assertThat(scaled[0]).isCloseTo((float) (plain[0] / Math.sqrt(1.001)), within(1e-6f));
        }
    }

    @Test
    void variablesOfAFrozenScopeAreNotTrained() {
        Tf frozen = Tf.create(tf.scope("low").scope().frozen());
        frozen.scope("inner").variable(tf.zeros(2), "w");
        tf.variable(tf.zeros(2), "v");
        assertThat(frozen.scope().nested("inner").after(List.of()).isFrozen()).isTrue();
        assertThat(tf.scope().isFrozen()).isFalse();
        assertThat(tf.graph().trainableVariables().stream().map(Variable::name)).containsExactly("v:0");
    }

    @Test
    void anEmbeddingGivesEachNumberItsVector() {
        Output tokens = tf.placeholder(DType.INT64, Shape.of(-1, 2), "tokens");
        Embedding layer = new Embedding(3, 2).table(Parameter.of(constant(new float[][] {{1, 2}, {3, 4}, {5, 6}})));
        Output y = tf.layers.apply(layer, tokens, Phase.TRAINING);
        assertThat(tf.graph().variables().getFirst().name()).isEqualTo("embedding/embeddings:0");
        assertThat(y.shape()).isEqualTo(Shape.of(-1, 2, 2));
        try (Session session = started()) {
            assertThat(session.run(y, Tf.feed(tokens, new long[][] {{2, 0}}))).isEqualTo(Tensor.of(new float[][][] {
                {{5, 6}, {1, 2}}
            }));
            assertThatThrownBy(() -> session.run(y, Tf.feed(tokens, new long[][] {{3, 0}})))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("indices[0,0] = 3 is not in [0, 3)");
        }
        assertThatThrownBy(() -> tf.layers.apply(layer, x, Phase.TRAINING))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("needs int32 or int64");
        assertThatThrownBy(() -> new Embedding(0, 2)).hasMessageContaining("got 0 and 2");
    }

    private static Initializer constant(float[][] values) {
        return (scope, dtype, shape) -> Const.of(scope, values);
    }

    @Test
    void aTransposedKernelReadsWhatItIsTiedToTheOtherWayRound() {
        Parameter table =
                Parameter.of(constant(new float[][] {{1, 2}, {3, 4}, {5, 6}})).tied("table");
        Output tokens = tf.placeholder(DType.INT32, Shape.of(-1), "tokens");
        Output vectors = tf.layers.apply(new Embedding(3, 2).table(table), tokens, Phase.TRAINING);
        Output scores = tf.layers.apply(new Dense(3).transposedKernel(table).withoutBias(), vectors, Phase.TRAINING);
        assertThat(tf.graph().variables()).hasSize(1);
        try (Session session = started()) {
            assertThat(session.run(scores, Tf.feed(tokens, new int[] {0, 2}))).isEqualTo(Tensor.of(new float[][] {
                {5, 11, 17}, {17, 39, 61}
            }));
        }
        Layer frozen = new Dense(3).transposedKernel(table).trainable(false);
        assertThatThrownBy(() -> tf.layers.apply(frozen, vectors, Phase.TRAINING))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("which is trained, but must be float32[3,2] and frozen");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Dense(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("0");
        assertThatThrownBy(() -> Dropout.keep(0)).hasMessageContaining("keepProb must be in (0, 1], got 0.0");
        assertThatThrownBy(() -> Regularizer.l2(-1)).hasMessageContaining("0 or more, got -1.0");
        Output images = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2, 2), "images");
        Output numbers = tf.placeholder(DType.FLOAT32, Shape.of(-1), "numbers");
        assertThatThrownBy(() -> tf.layers.dense(numbers, 2)).hasMessageContaining("should be two or more");
        assertThat(tf.layers.flatten(images).shape()).isEqualTo(Shape.of(-1, 4));
    }

    private Session started() {
        Session session = tf.session();
        session.run(tf.globalVariablesInitializer());
        return session;
    }
}
