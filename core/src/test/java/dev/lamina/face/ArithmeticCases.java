package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic and comparison, each against its formula. */
final class ArithmeticCases {
    private static final float[] X = {-1.5f, -0.3f, 0.5f, 2.5f, 6.5f};

    /** {@code ERF[i]} is the error function of {@code X[i]}, from a table. */
    private static final float[] ERF = {-0.9661051f, -0.32862675f, 0.5204999f, 0.9995930f, 1f};

    /** The other functions of {@code X} that Java does not have, from tables. */
    private static final float[] ERFC = {1.9661051f, 1.3286268f, 0.4795001f, 4.069520e-4f, 3.842148e-20f};

    private static final float[] ERFINV = {Float.NaN, -0.27246273f, 0.4769363f, Float.NaN, Float.NaN};
    private static final float[] LGAMMA = {0.860047f, 1.46484f, 0.5723649f, 0.28468287f, 5.662562f};
    private static final float[] DIGAMMA = {0.70315665f, 2.1133096f, -1.96351f, 0.70315665f, 1.7929113f};

    private static final float[] A = {-7, 2, 3, 0.5f, 5};
    private static final float[] B = {2, -3, 0, 4, 5};

    private ArithmeticCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(functions());
        all.addAll(operators());
        all.addAll(comparisons());
        all.addAll(others());
        return all;
    }

    private static List<FaceCase> functions() {
        return List.of(
                unary("abs", "Abs", Math::abs),
                unary("negative", "Neg", x -> -x),
                unary("sign", "Sign", Math::signum),
                unary("square", "Square", x -> x * x),
                unary("sqrt", "Sqrt", Math::sqrt),
                unary("rsqrt", "Rsqrt", x -> 1 / Math.sqrt(x)),
                unary("reciprocal", "Reciprocal", x -> 1 / x),
                unary("exp", "Exp", Math::exp),
                unary("expm1", "Expm1", Math::expm1),
                unary("log", "Log", Math::log),
                unary("log1p", "Log1p", Math::log1p),
                unary("floor", "Floor", Math::floor),
                unary("ceil", "Ceil", Math::ceil),
                unary("round", "Round", Math::rint),
                unary("sin", "Sin", Math::sin),
                unary("cos", "Cos", Math::cos),
                unary("tan", "Tan", Math::tan),
                unary("tanh", "Tanh", Math::tanh),
                unary("sigmoid", "Sigmoid", x -> 1 / (1 + Math.exp(-x))),
                FaceCase.of("tf.erf(Operand)", gives("Erf", (Object) ERF), in(X)),
                unary("asin", "Asin", Math::asin),
                unary("acos", "Acos", Math::acos),
                unary("atan", "Atan", Math::atan),
                unary("sinh", "Sinh", Math::sinh),
                unary("cosh", "Cosh", Math::cosh),
                unary("asinh", "Asinh", x -> Math.log(x + Math.sqrt(x * x + 1))),
                unary("acosh", "Acosh", x -> Math.log(x + Math.sqrt(x * x - 1))),
                unary("atanh", "Atanh", x -> Math.log((1 + x) / (1 - x)) / 2),
                FaceCase.of("tf.erfc(Operand)", gives("Erfc", (Object) ERFC), in(X)),
                FaceCase.of("tf.erfinv(Operand)", gives("Erfinv", (Object) ERFINV), in(X)),
                FaceCase.of("tf.lgamma(Operand)", gives("Lgamma", (Object) LGAMMA), in(X)),
                FaceCase.of("tf.digamma(Operand)", gives("Digamma", (Object) DIGAMMA), in(X)),
                test("isNan", "IsNan", Double::isNaN),
                test("isInf", "IsInf", Double::isInfinite),
                test("isFinite", "IsFinite", Double::isFinite));
    }

    private static List<FaceCase> operators() {
        return List.of(
                binary("add", "Add", Double::sum),
                binary("subtract", "Sub", (x, y) -> x - y),
                binary("multiply", "Mul", (x, y) -> x * y),
                binary("divide", "RealDiv", (x, y) -> x / y),
                binary("floorDiv", "FloorDiv", (x, y) -> Math.floor(x / y)),
                binary("floorMod", "FloorMod", (x, y) -> y == 0 ? Double.NaN : x - Math.floor(x / y) * y),
                binary("divideNoNan", "DivNoNan", (x, y) -> y == 0 ? 0 : x / y),
                binary("pow", "Pow", Math::pow),
                binary("maximum", "Maximum", Math::max),
                binary("minimum", "Minimum", Math::min),
                binary("squaredDifference", "SquaredDifference", (x, y) -> (x - y) * (x - y)),
                binary("atan2", "Atan2", Math::atan2),
                binary("xdivy", "Xdivy", (x, y) -> x / y),
                binary("xlogy", "Xlogy", (x, y) -> x * Math.log(y)),
                FaceCase.of(
                        "tf.div(Operand,Operand)",
                        gives("Div", (Object) new int[] {-3, 3}),
                        in(new int[] {-7, 7}),
                        in(new int[] {2, 2})));
    }

    private static List<FaceCase> comparisons() {
        return List.of(
                comparison("equal", "Equal", (x, y) -> x.floatValue() == y),
                comparison("notEqual", "NotEqual", (x, y) -> x.floatValue() != y),
                comparison("less", "Less", (x, y) -> x < y),
                comparison("lessEqual", "LessEqual", (x, y) -> x <= y),
                comparison("greater", "Greater", (x, y) -> x > y),
                comparison("greaterEqual", "GreaterEqual", (x, y) -> x >= y),
                logical("logicalAnd", "LogicalAnd", true, false, false, false),
                logical("logicalOr", "LogicalOr", true, true, true, false),
                FaceCase.of(
                        "tf.logicalNot(Operand)",
                        gives("LogicalNot", (Object) new boolean[] {false, true}),
                        in(new boolean[] {true, false})),
                FaceCase.of(
                        "tf.where(Operand,Operand,Operand)",
                        gives("SelectV2", (Object) new float[] {1, 4}),
                        in(new boolean[] {true, false}),
                        in(new float[] {1, 2}),
                        in(new float[] {3, 4})),
                FaceCase.of("tf.where(Operand)", gives("Where", (Object) new long[][] {{1}, {2}}), in(new boolean[] {
                    false, true, true
                })));
    }

    private static List<FaceCase> others() {
        var a = in(new float[][] {{1, 2}, {3, 4}});
        var b = in(new float[][] {{5, 6}, {7, 8}});
        return List.of(
                FaceCase.of(
                        "tf.addN(List)",
                        gives("AddN", (Object) new float[] {5, 9}),
                        List.of(in(new float[] {1, 2}), in(new float[] {1, 3}), in(new float[] {3, 4}))),
                FaceCase.of(
                        "tf.clipByValue(Operand,float,float)",
                        gives("ClipByValue", (Object) new float[] {-1, -0.3f, 0.5f, 2, 2}),
                        in(X),
                        -1f,
                        2f),
                FaceCase.of("tf.cumsum(Operand,int)", gives("Cumsum", (Object) new float[][] {{1, 3}, {3, 7}}), a, 1),
                FaceCase.of(
                        "tf.matmul(Operand,Operand)",
                        gives("MatMul", (Object) new float[][] {{19, 22}, {43, 50}}),
                        a,
                        b),
                FaceCase.of(
                        "tf.matmul(Operand,Operand,boolean,boolean)",
                        gives("MatMul", (Object) new float[][] {{26, 30}, {38, 44}}),
                        a,
                        b,
                        true,
                        false),
                FaceCase.of(
                        "tf.batchMatmul(Operand,Operand)",
                        gives("BatchMatMulV2", (Object) new float[][][] {{{17}, {39}}}),
                        in(new float[][][] {{{1, 2}, {3, 4}}}),
                        in(new float[][][] {{{5}, {6}}})));
    }

    private static FaceCase unary(String name, String op, DoubleUnaryOperator formula) {
        float[] y = new float[X.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) formula.applyAsDouble(X[i]);
        }
        return FaceCase.of("tf." + name + "(Operand)", gives(op, (Object) y), in(X));
    }

    private static FaceCase test(String name, String op, DoublePredicate formula) {
        float[] x = {1, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
        boolean[] y = new boolean[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = formula.test(x[i]);
        }
        return FaceCase.of("tf." + name + "(Operand)", gives(op, (Object) y), in(x));
    }

    private static FaceCase binary(String name, String op, DoubleBinaryOperator formula) {
        float[] y = new float[A.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) formula.applyAsDouble(A[i], B[i]);
        }
        return FaceCase.of("tf." + name + "(Operand,Operand)", gives(op, (Object) y), in(A), in(B));
    }

    private static FaceCase comparison(String name, String op, BiPredicate<Float, Float> formula) {
        boolean[] y = new boolean[A.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = formula.test(A[i], B[i]);
        }
        return FaceCase.of("tf." + name + "(Operand,Operand)", gives(op, (Object) y), in(A), in(B));
    }

    private static FaceCase logical(String name, String op, boolean... y) {
        return FaceCase.of(
                "tf." + name + "(Operand,Operand)",
                gives(op, (Object) y),
                in(new boolean[] {true, true, false, false}),
                in(new boolean[] {true, false, true, false}));
    }
}
