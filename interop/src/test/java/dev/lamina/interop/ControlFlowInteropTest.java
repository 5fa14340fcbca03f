package dev.lamina.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.FloorMod;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.control.ControlTrigger;
import dev.lamina.op.control.Enter;
import dev.lamina.op.control.Enter.RefEnter;
import dev.lamina.op.control.LoopMaker;
import dev.lamina.op.control.Merge;
import dev.lamina.op.control.Switch;
import dev.lamina.op.data.TensorArrayGatherV3;
import dev.lamina.op.data.TensorArrayV3;
import dev.lamina.op.data.TensorArrayWriteV3;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.math.Neg;
import dev.lamina.op.math.Square;
import dev.lamina.op.stack.StackPopV2;
import dev.lamina.op.stack.StackPushV2;
import dev.lamina.op.stack.StackV2;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** Conditions and loops in TensorFlow 1's form give in TensorFlow what they give here. */
class ControlFlowInteropTest {
    private final Tf tf = Tf.create();
    private final Scope scope = tf.scope();
    private final Output n = tf.placeholder(DType.INT32, Shape.scalar(), "n");
    private final Output p = tf.placeholder(DType.BOOL, Shape.scalar(), "p");
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");

    @TempDir
    private Path folder;

    private List<Output> loop(String name, Output limit, List<Output> first, LoopMaker.Body body) {
        return new LoopMaker(scope).loop(name, limit, first, body);
    }

    private Output cond(Output whenFalse, Output whenTrue) {
        return Merge.of(scope, List.of(whenFalse, whenTrue));
    }

    /** Runs here and there for each number of iterations and either predicate. */
    private void same(Output... fetches) {
        List<Output> all = List.of(fetches);
        List<String> names = all.stream().map(Output::name).toList();
        try (Session session = tf.session();
                TensorFlowGraph there = TensorFlowGraph.of(tf.graph())) {
            for (int rounds : new int[] {0, 1, 2, 5, 0}) {
                for (boolean predicate : new boolean[] {true, false}) {
                    Map<String, Tensor> feeds = new LinkedHashMap<>();
                    feeds.put("n", Tensor.of(rounds));
                    feeds.put("p", Tensor.of(predicate));
                    feeds.put("x", Tensor.of(new float[] {3, -4}));
                    List<Tensor> expected = there.fetch(names, feeds);
                    List<Feed> fed = new ArrayList<>();
                    feeds.forEach((name, value) -> fed.add(Feed.of(tf.graph().output(name), value)));
                    for (int i = 0; i < all.size(); i++) {
                        assertThat(session.run(all.get(i), fed.toArray(Feed[]::new)))
                                .as(names.get(i) + " for " + rounds + ", " + predicate)
                                .isEqualTo(expected.get(i));
                    }
                }
            }
        }
    }

    @Test
    void conditions() {
        List<Output> sides = Switch.of(scope, x, p);
        Output y = cond(Neg.of(scope, sides.get(0)), Square.of(scope, sides.get(1)));
        Output dead = Const.of(
                scope.after(List.of(
                        sides.get(1).node(), Identity.of(scope, sides.get(1)).node())),
                1f);
        Output alive = Identity.of(scope.after(List.of(ControlTrigger.of(scope.after(List.of(dead.node()))))), x);
        Output gradient = Objects.requireNonNull(tf.gradients(y, x).getFirst());

        same(y, y.node().output(1), alive, gradient);
    }

    @Test
    void whatIsDeadHasNoValue() {
        List<Output> sides = Switch.of(scope, x, p);
        Output y = Neg.of(scope.named("y"), sides.get(1));
        Map<String, Tensor> feeds = Map.of("p", Tensor.of(false), "x", Tensor.of(new float[] {1, 2}));

        try (Session session = tf.session();
                TensorFlowGraph there = TensorFlowGraph.of(tf.graph())) {
            assertThatThrownBy(() -> there.fetch(List.of("y:0"), feeds))
                    .hasMessageContaining("Retval[0] does not have value");
            assertThatThrownBy(() -> session.run(y, Feed.of(p, false), Feed.of(x, new float[] {1, 2})))
                    .hasMessageContaining("Retval[0] does not have value");
        }
    }

    @Test
    void loops() {
        List<Output> ends = loop(
                "a",
                n,
                List.of(x, Const.of(scope, new int[] {1})),
                (inner, i, values) -> List.of(
                        Mul.of(inner, values.get(0), values.get(0)),
                        ConcatV2.of(
                                inner,
                                List.of(values.get(1), Reshape.of(inner, i, Const.of(inner, new int[] {1}))),
                                Const.of(inner, 0))));
        Output last = ends.get(1).node().input(0);
        Output first = last.node().input(0).node().input(0);

        same(ends.get(0), ends.get(1), ends.get(2), last, first);
    }

    @Test
    void loopsAndConditionsWithinEachOther() {
        List<Output> outer = Switch.of(scope, n, p);
        List<Output> ends = loop(
                "outer",
                outer.get(1),
                List.of(Switch.of(scope, Const.of(scope, 0), p).get(1)),
                (inner, i, values) -> {
                    Output even = Equal.of(inner, FloorMod.of(inner, i, Const.of(inner, 2)), Const.of(inner, 0));
                    List<Output> sides = Switch.of(scope, values.getFirst(), even);
                    List<Output> limit = Switch.of(scope, i, even);
                    List<Output> nested = loop(
                            "inner",
                            limit.get(1),
                            List.of(sides.get(1)),
                            (inmost, j, more) -> List.of(Add.of(inmost, more.getFirst(), Const.of(inmost, 10))));
                    return List.of(cond(Sub.of(scope, sides.get(0), limit.get(0)), nested.get(1)));
                });

        same(cond(outer.get(0), ends.get(1)));
    }

    @Test
    void arraysInLoops() {
        List<Output> array = TensorArrayV3.of(scope, n, DType.FLOAT32, Shape.of(2));
        Output handle = Enter.constant(scope, array.get(0), "map");
        Output data = Enter.constant(scope, x, "map");
        List<Output> ends = loop(
                "map",
                n,
                List.of(array.get(1)),
                (inner, i, values) -> List.of(TensorArrayWriteV3.of(
                        inner, handle, i, Mul.of(inner, data, tf.cast(i, DType.FLOAT32)), values.getFirst())));
        Output indices = Range.of(scope, Const.of(scope, 0), n, Const.of(scope, 1));

        same(tf.reduceSum(
                TensorArrayGatherV3.of(scope, array.get(0), indices, ends.get(1), DType.FLOAT32, Shape.of(2))));
    }

    @Test
    void stacksBetweenLoops() {
        Output stack = StackV2.of(scope, DType.FLOAT32);
        Output pushed = Enter.constant(scope, stack, "forward");
        List<Output> ends = loop(
                "forward",
                n,
                List.of(x),
                (inner, i, values) -> List.of(Square.of(inner, StackPushV2.of(inner, pushed, values.getFirst()))));
        Output popped = Enter.constant(scope.after(List.of(ends.get(1).node())), stack, "backward");
        List<Output> back = loop(
                "backward",
                ends.get(0),
                List.of(tf.onesLike(x)),
                (inner, i, values) -> List.of(Mul.of(
                        inner,
                        values.getFirst(),
                        Mul.of(inner, Const.of(inner, 2f), StackPopV2.of(inner, popped, DType.FLOAT32)))));

        same(ends.get(1), back.get(1));
    }

    @Test
    void variablesInLoops() {
        Output v = VariableV2.of(scope.named("v"), DType.FLOAT32, Shape.of(2));
        var init = Assign.of(scope, v, x);
        Output ref = RefEnter.of(scope.after(List.of(init)), v, "while");
        List<Output> ends = loop(
                "while",
                n,
                List.of(tf.zerosLike(x)),
                (inner, i, values) -> List.of(Add.of(
                        inner,
                        values.getFirst(),
                        AssignAdd.of(inner, ref, Const.of(inner, new float[] {1, 2}))
                                .output(0))));

        // The sums themselves TensorFlow leaves to chance: it may read a reference after the next iteration's change.
        same(Identity.of(scope.after(List.of(init, ends.get(1).node())), v));
    }

    @Test
    void loopsThatTensorFlowBuiltAndDifferentiated() throws IOException {
        Path file = folder.resolve("loop.pb");
        try (org.tensorflow.Graph graph = new org.tensorflow.Graph()) {
            var start = graph.opBuilder("Placeholder", "start", graph.baseScope())
                    .setAttr("dtype", org.tensorflow.proto.DataType.DT_FLOAT)
                    .setAttr("shape", org.tensorflow.ndarray.Shape.scalar())
                    .build()
                    .output(0);
            org.tensorflow.Output<?>[] ends = graph.whileLoop(
                    new org.tensorflow.Output<?>[] {start},
                    (body, inputs, outputs) -> outputs[0] = body.opBuilder("Less", "less", body.baseScope())
                            .addInput(inputs[0])
                            .addInput(constant(body, "limit", 100f))
                            .build()
                            .output(0),
                    // A body whose gradient uses nothing of it: others TensorFlow's own gradient mixes up.
                    (body, inputs, outputs) -> outputs[0] = body.opBuilder("AddN", "twice", body.baseScope())
                            .addInputList(new org.tensorflow.Output<?>[] {inputs[0], inputs[0]})
                            .build()
                            .output(0),
                    "loop");
            org.tensorflow.Output<?>[] slopes = graph.addGradients(ends[0], new org.tensorflow.Output<?>[] {start});
            GraphDef def = graph.toGraphDef();
            Files.write(file, def.toByteArray());
            String end = ends[0].op().name() + ":" + ends[0].index();
            String slope = slopes[0].op().name() + ":" + slopes[0].index();
            dev.lamina.graph.Graph read = GraphFile.read(file);
            try (Session session = new Session(read);
                    TensorFlowGraph there = TensorFlowGraph.of(def)) {
                for (float first : new float[] {1, 7, 99, 100}) {
                    List<Tensor> expected = there.fetch(List.of(end, slope), Map.of("start", Tensor.of(first)));
                    Feed feed = Feed.of(read.output("start"), Tensor.of(first));
                    assertThat(session.run(read.output(end), feed)).isEqualTo(expected.get(0));
                    assertThat(session.run(read.output(slope), feed)).isEqualTo(expected.get(1));
                }
            }
        }
    }

    private static org.tensorflow.Output<?> constant(org.tensorflow.Graph graph, String name, float value) {
        return graph.opBuilder("Const", name, graph.baseScope())
                .setAttr("dtype", org.tensorflow.proto.DataType.DT_FLOAT)
                .setAttr("value", TFloat32.scalarOf(value))
                .build()
                .output(0);
    }
}
