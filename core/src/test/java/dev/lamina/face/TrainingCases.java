package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.session.Feed;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.ExponentialMovingAverage;
import dev.lamina.train.Optimizer;
import dev.lamina.train.Reference;
import dev.lamina.train.schedule.CosineDecay;
import dev.lamina.train.schedule.Plateau;
import dev.lamina.train.schedule.ReduceOnPlateau;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Optimizers, each against its rule for one number; schedules; averages. */
final class TrainingCases {
    private TrainingCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(optimizers());
        all.addAll(schedules());
        all.addAll(others());
        return all;
    }

    private static List<FaceCase> optimizers() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(withRate("gradientDescent(%s)", "ApplyGradientDescent", () -> Reference.gradientDescent(0.1)));
        all.addAll(withRate("momentum(%s,float)", "ApplyMomentum", () -> Reference.momentum(0.1, 0.6, false), 0.6f));
        all.addAll(withRate("nesterov(%s,float)", "ApplyMomentum", () -> Reference.momentum(0.1, 0.6, true), 0.6f));
        all.addAll(withRate("adam(%s)", "ApplyAdam", () -> Reference.adam(0.1, 0.9, 0.999, 1e-8)));
        all.addAll(withRate(
                "adam(%s,float,float,float)", "ApplyAdam", () -> Reference.adam(0.1, 0.7, 0.8, 0.5), 0.7f, 0.8f, 0.5f));
        all.addAll(withRate("lazyAdam(%s)", "ApplyAdam", () -> Reference.adam(0.1, 0.9, 0.999, 1e-8)));
        for (String rate : List.of("float", "Operand")) {
            Object given = rate.equals("float") ? 0.1f : in(0.1f);
            all.add(FaceCase.of("tf.train.lazyAdam(" + rate + ")", TrainingCases::leavesRowsAlone, given));
        }
        all.addAll(withRate("adagrad(%s)", "ApplyAdagrad", () -> Reference.adagrad(0.1, 0.1)));
        all.addAll(withRate("adadelta(%s)", "ApplyAdadelta", () -> Reference.adadelta(0.1, 0.95, 1e-8)));
        all.addAll(withRate("rmsProp(%s)", "ApplyRMSProp", () -> Reference.rmsProp(0.1, 0.9, 0, 1e-10)));
        all.addAll(withRate(
                "centeredRmsProp(%s)", "ApplyCenteredRMSProp", () -> Reference.centeredRmsProp(0.1, 0.9, 0, 1e-10)));
        all.addAll(withRate("nadam(%s)", "ApplyAdam", () -> Reference.nadam(0.1, 0.9, 0.999, 1e-8)));
        all.addAll(withRate("adaMax(%s)", "ApplyAdaMax", () -> Reference.adaMax(0.1, 0.9, 0.999, 1e-8)));
        all.addAll(withRate("ftrl(%s,float,float)", "ApplyFtrl", () -> Reference.ftrl(0.1, 0.3, 0.2), 0.3f, 0.2f));
        all.addAll(withRate(
                "proximalGradientDescent(%s,float,float)",
                "ApplyProximalGradientDescent", () -> Reference.proximalGradientDescent(0.1, 0.3, 0.2), 0.3f, 0.2f));
        all.addAll(withRate(
                "proximalAdagrad(%s,float,float)",
                "ApplyProximalAdagrad", () -> Reference.proximalAdagrad(0.1, 0.3, 0.2), 0.3f, 0.2f));
        Supplier<Reference> decayed = () -> Reference.decayed(0.2, Reference.adam(0.1, 0.9, 0.999, 1e-8));
        all.add(optimizer("adamW(float,float)", "ApplyAdam", decayed, 0.2f, 0.1f));
        all.add(optimizer("adamW(Operand,Operand)", "ApplyAdam", decayed, in(0.2f), in(0.1f)));
        Supplier<Reference> told = () -> Reference.decayed(0.2, Reference.adam(0.1, 0.7, 0.8, 0.5));
        all.add(optimizer("adamW(float,float,float,float,float)", "ApplyAdam", told, 0.2f, 0.1f, 0.7f, 0.8f, 0.5f));
        all.add(optimizer(
                "adamW(Operand,Operand,float,float,float)", "ApplyAdam", told, in(0.2f), in(0.1f), 0.7f, 0.8f, 0.5f));
        return all;
    }

    private static List<FaceCase> withRate(String face, String op, Supplier<Reference> rule, Object... others) {
        List<Object> fixed = new ArrayList<>(List.of(0.1f));
        fixed.addAll(List.of(others));
        List<Object> computed = new ArrayList<>(List.of(in(0.1f)));
        computed.addAll(List.of(others));
        return List.of(
                optimizer(face.formatted("float"), op, rule, fixed.toArray()),
                optimizer(face.formatted("Operand"), op, rule, computed.toArray()));
    }

    private static FaceCase optimizer(String face, String op, Supplier<Reference> rule, Object... arguments) {
        return FaceCase.of("tf.train." + face, follows(FaceCall.NAME, op, rule), arguments);
    }

    /** It does with w what the rule does, the loss being 3/2 · w² and so the gradient 3 · w; and it does so where it was asked for. */
    static Consumer<FaceCall> follows(String name, String op, Supplier<Reference> rule) {
        return call -> {
            Variable w = call.tf.variable(call.tf.constant(1.5f), "w");
            Output loss = call.tf.multiply(call.tf.constant(3f), call.tf.nn.l2Loss(w));
            Node step = call.result(Optimizer.class).minimize(loss);
            assertThat(step.name()).isEqualTo(name);
            assertThat(call.tf.graph().nodes())
                    .anyMatch(node -> node.op().name().equals(op));
            Reference reference = rule.get();
            double expected = 1.5;
            for (int i = 0; i < 4; i++) {
                expected = reference.step(expected, 3 * expected);
                call.run(step);
                assertThat((double) call.value(w).floatValue()).isCloseTo(expected, within(3e-6));
            }
        };
    }

    /** A step that reads none of a row's moments moves it no more. */
    private static void leavesRowsAlone(FaceCall call) {
        Variable table = call.tf.variable(call.tf.constant(new float[][] {{1}, {2}}), "table");
        Output row = call.tf.placeholderWithDefault(call.tf.constant(new int[] {0}), Shape.of(1), "row");
        Output loss = call.tf.reduceSum(call.tf.square(call.tf.gather(table, row, 0)));
        Node step = call.result(Optimizer.class).minimize(loss);
        call.run(step);
        Tensor before = call.value(table);
        call.session()
                .run(
                        step,
                        Stream.concat(call.feeds(), Stream.of(Feed.of(row, new int[] {1})))
                                .toArray(Feed[]::new));
        assertThat(before.floats()[0]).isEqualTo(call.value(table).floats()[0]);
        assertThat(before.floats()[1]).isEqualTo(2);
    }

    private static List<FaceCase> schedules() {
        var step = in(5L);
        return List.of(
                of(
                        "exponentialDecay(float,Operand,long,float,boolean)",
                        "Mul",
                        0.5 * Math.pow(0.8, 2.5),
                        0.5f,
                        step,
                        2L,
                        0.8f,
                        false),
                of("exponentialDecay(float,Operand,long,float,boolean)", "Mul", 0.5 * 0.64, 0.5f, step, 2L, 0.8f, true),
                of(
                        "inverseTimeDecay(float,Operand,long,float,boolean)",
                        "RealDiv",
                        0.5 / (1 + 0.8 * 2.5),
                        0.5f,
                        step,
                        2L,
                        0.8f,
                        false),
                of(
                        "inverseTimeDecay(float,Operand,long,float,boolean)",
                        "RealDiv",
                        0.5 / (1 + 0.8 * 2),
                        0.5f,
                        step,
                        2L,
                        0.8f,
                        true),
                of(
                        "polynomialDecay(float,Operand,long,float,float)",
                        "Add",
                        0.1 + 0.4 * 0.25,
                        0.5f,
                        step,
                        10L,
                        0.1f,
                        2f),
                of(
                        "cosineDecay(float,Operand,long)",
                        "Mul",
                        0.5 * 0.5 * (1 + Math.cos(Math.PI * 0.25)),
                        0.5f,
                        step,
                        20L),
                of(
                        "cosineDecay(float,Operand,long,long)",
                        "SelectV2",
                        0.5 * 0.5 * (1 + Math.cos(Math.PI * 0.1)),
                        0.5f,
                        step,
                        20L,
                        3L),
                of(
                        "piecewiseConstant(Operand,List,List)",
                        "GatherV2",
                        0.3,
                        step,
                        List.of(4L, 9L),
                        List.of(0.5f, 0.3f, 0.1f)),
                of(
                        "schedule(Schedule,Operand)",
                        "Mul",
                        0.25 * 0.5 * (1 + Math.cos(Math.PI * 0.5)),
                        new CosineDecay(0.25f, 10, 0),
                        step),
                FaceCase.of(
                        "tf.train.reduceOnPlateau(ReduceOnPlateau)",
                        TrainingCases::falls,
                        new ReduceOnPlateau(0.5f, 0.1f, 1)));
    }

    private static FaceCase of(String face, String op, double rate, Object... arguments) {
        return FaceCase.of("tf.train." + face, gives(op, (float) rate), arguments);
    }

    private static void falls(FaceCall call) {
        Plateau plateau = call.result(Plateau.class);
        Node observe = plateau.observe(call.tf.constant(2f));
        assertThat(call.value(plateau).floatValue()).isEqualTo(0.5f);
        call.run(observe);
        call.run(observe);
        assertThat(call.value(plateau).floatValue()).isEqualTo(0.05f);
    }

    private static List<FaceCase> others() {
        return List.of(
                FaceCase.of(
                        "tf.train.scope()",
                        call -> assertThat(call.result(Scope.class).graph()).isSameAs(call.tf.graph())),
                FaceCase.of("tf.train.globalStep()", call -> {
                    Variable step = call.result(Variable.class);
                    assertThat(step.name()).isEqualTo("global_step:0");
                    assertThat(step.dtype()).isEqualTo(DType.INT64);
                    assertThat(call.value(step).longValue()).isZero();
                    assertThat(call.tf.graph().trainableVariables()).isEmpty();
                }),
                FaceCase.of("tf.train.exponentialMovingAverage(float)", follows(0.9), 0.9f),
                FaceCase.of("tf.train.exponentialMovingAverage(float,Operand)", follows(3.0 / 12), 0.9f, in(2f)),
                FaceCase.of(
                        "tf.train.globalNorm(List)",
                        gives("Sqrt", 13f),
                        List.of(in(new float[] {3, 4}), in(new float[] {12}))));
    }

    /** The average of a variable that goes from 1 to 5. */
    private static Consumer<FaceCall> follows(double decay) {
        return call -> {
            Variable w = call.tf.variable(call.tf.constant(1f), "w");
            ExponentialMovingAverage averages = call.result(ExponentialMovingAverage.class);
            Node assign = call.tf.assign(w, call.tf.constant(5f)).node();
            Node apply = averages.apply(call.tf.after(assign).scope(), List.of(w));
            call.run(apply);
            assertThat((double) call.value(averages.average(w)).floatValue())
                    .isCloseTo(decay + (1 - decay) * 5, within(1e-5));
        };
    }
}
