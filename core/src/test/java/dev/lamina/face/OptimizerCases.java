package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;

import dev.lamina.train.Reference;
import java.util.List;
import java.util.function.Supplier;

/** Optimizers made by hand, each told all that it can be told: against its rule for one number. */
final class OptimizerCases {
    private OptimizerCases() {}

    private static Reference adam() {
        return Reference.adam(0.1, 0.7, 0.8, 0.5);
    }

    static List<FaceCase> all() {
        var rate = in(0.1f);
        return List.of(
                of("GradientDescent(float)", () -> Reference.gradientDescent(0.1), 0.1f),
                of("GradientDescent(Operand)", () -> Reference.gradientDescent(0.1), rate),
                of("Momentum(float,float)", () -> Reference.momentum(0.1, 0.6, false), 0.1f, 0.6f),
                of("Momentum(float,float,boolean)", () -> Reference.momentum(0.1, 0.6, true), 0.1f, 0.6f, true),
                of("Momentum(Operand,float,boolean)", () -> Reference.momentum(0.1, 0.6, true), rate, 0.6f, true),
                of(
                        "Momentum(Operand,Operand,boolean)",
                        () -> Reference.momentum(0.1, 0.6, false),
                        rate,
                        in(0.6f),
                        false),
                of("Adam()", () -> Reference.adam(0.001, 0.9, 0.999, 1e-8)),
                of("Adam(float)", () -> Reference.adam(0.1, 0.9, 0.999, 1e-8), 0.1f),
                of("Adam(float,float,float,float)", OptimizerCases::adam, 0.1f, 0.7f, 0.8f, 0.5f),
                of("Adam(Operand,float,float,float)", OptimizerCases::adam, rate, 0.7f, 0.8f, 0.5f),
                of(
                        "AdamW(float,float)",
                        () -> Reference.decayed(0.2, Reference.adam(0.1, 0.9, 0.999, 1e-8)),
                        0.2f,
                        0.1f),
                of(
                        "AdamW(float,float,float,float,float)",
                        () -> Reference.decayed(0.2, adam()),
                        0.2f,
                        0.1f,
                        0.7f,
                        0.8f,
                        0.5f),
                of(
                        "AdamW(Operand,Operand,float,float,float)",
                        () -> Reference.decayed(0.2, adam()),
                        in(0.2f),
                        rate,
                        0.7f,
                        0.8f,
                        0.5f),
                of("LazyAdam()", () -> Reference.adam(0.001, 0.9, 0.999, 1e-8)),
                of("LazyAdam(float)", () -> Reference.adam(0.1, 0.9, 0.999, 1e-8), 0.1f),
                of("LazyAdam(float,float,float,float)", OptimizerCases::adam, 0.1f, 0.7f, 0.8f, 0.5f),
                of("LazyAdam(Operand,float,float,float)", OptimizerCases::adam, rate, 0.7f, 0.8f, 0.5f),
                of("Adagrad(float)", () -> Reference.adagrad(0.1, 0.1), 0.1f),
                of("Adagrad(float,float)", () -> Reference.adagrad(0.1, 0.4), 0.1f, 0.4f),
                of("Adagrad(Operand,float)", () -> Reference.adagrad(0.1, 0.4), rate, 0.4f),
                of("Adadelta()", () -> Reference.adadelta(0.001, 0.95, 1e-8)),
                of("Adadelta(float)", () -> Reference.adadelta(0.1, 0.95, 1e-8), 0.1f),
                of("Adadelta(float,float,float)", () -> Reference.adadelta(0.1, 0.8, 0.3), 0.1f, 0.8f, 0.3f),
                of("Adadelta(Operand,float,float)", () -> Reference.adadelta(0.1, 0.8, 0.3), rate, 0.8f, 0.3f),
                of("RMSProp(float)", () -> Reference.rmsProp(0.1, 0.9, 0, 1e-10), 0.1f),
                of(
                        "RMSProp(float,float,float,float)",
                        () -> Reference.rmsProp(0.1, 0.7, 0.4, 0.3),
                        0.1f,
                        0.7f,
                        0.4f,
                        0.3f),
                of(
                        "RMSProp(Operand,float,float,float)",
                        () -> Reference.rmsProp(0.1, 0.7, 0.4, 0.3),
                        rate,
                        0.7f,
                        0.4f,
                        0.3f),
                of(
                        "RMSProp(float,float,float,float,boolean)",
                        () -> Reference.centeredRmsProp(0.1, 0.7, 0.4, 0.3),
                        0.1f,
                        0.7f,
                        0.4f,
                        0.3f,
                        true),
                of(
                        "RMSProp(Operand,float,float,float,boolean)",
                        () -> Reference.centeredRmsProp(0.1, 0.7, 0.4, 0.3),
                        rate,
                        0.7f,
                        0.4f,
                        0.3f,
                        true),
                of("Nadam()", () -> Reference.nadam(0.001, 0.9, 0.999, 1e-8)),
                of("Nadam(float)", () -> Reference.nadam(0.1, 0.9, 0.999, 1e-8), 0.1f),
                of("Nadam(float,float,float,float)", () -> Reference.nadam(0.1, 0.7, 0.8, 0.5), 0.1f, 0.7f, 0.8f, 0.5f),
                of(
                        "Nadam(Operand,float,float,float)",
                        () -> Reference.nadam(0.1, 0.7, 0.8, 0.5),
                        rate,
                        0.7f,
                        0.8f,
                        0.5f),
                of("AdaMax(float)", () -> Reference.adaMax(0.1, 0.9, 0.999, 1e-8), 0.1f),
                of(
                        "AdaMax(float,float,float,float)",
                        () -> Reference.adaMax(0.1, 0.7, 0.8, 0.5),
                        0.1f,
                        0.7f,
                        0.8f,
                        0.5f),
                of(
                        "AdaMax(Operand,float,float,float)",
                        () -> Reference.adaMax(0.1, 0.7, 0.8, 0.5),
                        rate,
                        0.7f,
                        0.8f,
                        0.5f),
                of("Ftrl(float)", () -> Reference.ftrl(0.1, 0, 0), 0.1f),
                of("Ftrl(float,float,float)", () -> Reference.ftrl(0.1, 0.3, 0.2), 0.1f, 0.3f, 0.2f),
                of("Ftrl(Operand,float,float)", () -> Reference.ftrl(0.1, 0.3, 0.2), rate, 0.3f, 0.2f),
                of("ProximalGradientDescent(float)", () -> Reference.proximalGradientDescent(0.1, 0, 0), 0.1f),
                of(
                        "ProximalGradientDescent(float,float,float)",
                        () -> Reference.proximalGradientDescent(0.1, 0.3, 0.2),
                        0.1f,
                        0.3f,
                        0.2f),
                of(
                        "ProximalGradientDescent(Operand,float,float)",
                        () -> Reference.proximalGradientDescent(0.1, 0.3, 0.2),
                        rate,
                        0.3f,
                        0.2f),
                of("ProximalAdagrad(float)", () -> Reference.proximalAdagrad(0.1, 0, 0), 0.1f),
                of(
                        "ProximalAdagrad(float,float,float)",
                        () -> Reference.proximalAdagrad(0.1, 0.3, 0.2),
                        0.1f,
                        0.3f,
                        0.2f),
                of(
                        "ProximalAdagrad(Operand,float,float)",
                        () -> Reference.proximalAdagrad(0.1, 0.3, 0.2),
                        rate,
                        0.3f,
                        0.2f));
    }

    private static FaceCase of(String constructor, Supplier<Reference> rule, Object... arguments) {
        String name = constructor.substring(0, constructor.indexOf('('));
        String op = arguments.length > 4 && name.equals("RMSProp")
                ? "ApplyCenteredRMSProp"
                : "Apply"
                        + name.replace("Nadam", "Adam").replace("AdamW", "Adam").replace("Lazy", "");
        return FaceCase.of("new." + constructor, TrainingCases.follows(name.replace("Lazy", ""), op, rule), arguments);
    }
}
