package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;

import java.util.List;

/** Linear algebra. */
final class LinalgCases {
    private static final float[][] X = {{4, 2}, {2, 10}};

    private LinalgCases() {}

    static List<FaceCase> all() {
        return List.of(
                FaceCase.of(
                        "tf.linalg.cholesky(Operand)",
                        gives("Cholesky", (Object) new float[][] {{2, 0}, {1, 3}}),
                        in(X)),
                FaceCase.of("tf.linalg.det(Operand)", gives("MatrixDeterminant", 36f), in(X)),
                FaceCase.of("tf.linalg.slogdet(Operand)", gives("LogMatrixDeterminant", 1f, 3.583519f), in(X)),
                FaceCase.of(
                        "tf.linalg.inv(Operand)",
                        gives("MatrixInverse", (Object) new float[][] {{10 / 36f, -2 / 36f}, {-2 / 36f, 4 / 36f}}),
                        in(X)),
                FaceCase.of(
                        "tf.linalg.solve(Operand,Operand)",
                        gives("MatrixSolve", (Object) new float[][] {{1, 0}, {0, 2}}),
                        in(X),
                        in(new float[][] {{4, 4}, {2, 20}})),
                FaceCase.of(
                        "tf.linalg.triangularSolve(Operand,Operand,boolean)",
                        gives("MatrixTriangularSolve", (Object) new float[][] {{1}, {2}}),
                        in(X),
                        in(new float[][] {{4}, {22}}),
                        true),
                FaceCase.of(
                        "tf.linalg.lu(Operand)",
                        gives("Lu", new float[][] {{4, 2}, {0.5f, 9}}, new int[] {0, 1}),
                        in(X)),
                FaceCase.of(
                        "tf.linalg.svd(Operand)",
                        gives("Svd", new float[] {3, 2}, new float[][] {{0, 1}, {1, 0}}, new float[][] {{0, 1}, {1, 0}
                        }),
                        in(new float[][] {{2, 0}, {0, 3}})),
                FaceCase.of(
                        "tf.linalg.eigh(Operand)",
                        gives("SelfAdjointEigV2", new float[] {-3, 4}, new float[][] {{0, 1}, {1, 0}}),
                        in(new float[][] {{4, 0}, {0, -3}})),
                FaceCase.of(
                        "tf.linalg.eigvalsh(Operand)",
                        gives("SelfAdjointEigV2", (Object) new float[] {1, 3}),
                        in(new float[][] {{2, 9}, {1, 2}})),
                FaceCase.of(
                        "tf.linalg.qr(Operand)",
                        gives("Qr", new float[][] {{-0.6f, -0.8f}, {-0.8f, 0.6f}}, new float[][] {{-5, -2.2f}, {0, 0.4f}
                        }),
                        in(new float[][] {{3, 1}, {4, 2}})),
                FaceCase.of(
                        "tf.linalg.lstsq(Operand,Operand,double,boolean)",
                        gives("MatrixSolveLs", (Object) new float[][] {{4}}),
                        in(new float[][] {{1}, {2}}),
                        in(new float[][] {{4}, {10}}),
                        1.0,
                        true),
                FaceCase.of(
                        "tf.linalg.expm(Operand)",
                        gives("MatrixExponential", (Object) new float[][] {{1, 3}, {0, 1}}),
                        in(new float[][] {{0, 3}, {0, 0}})),
                FaceCase.of(
                        "tf.linalg.sqrtm(Operand)",
                        gives("MatrixSquareRoot", (Object) new float[][] {{2, 0.25f}, {0, 2}}),
                        in(new float[][] {{4, 1}, {0, 4}})),
                FaceCase.of("tf.linalg.logdet(Operand)", gives("Mul", 3.583519f), in(X)),
                FaceCase.of(
                        "tf.linalg.pinv(Operand)",
                        gives("BatchMatMulV2", (Object) new float[][] {{0.04f, 0.08f}, {0.08f, 0.16f}}),
                        in(new float[][] {{1, 2}, {2, 4}})),
                FaceCase.of(
                        "tf.linalg.matrixRank(Operand)", gives("Sum", (Object) new int[] {1, 2}), in(new float[][][] {
                            {{1, 2}, {2, 4}}, {{1, 0}, {0, 1e-3f}}
                        })),
                FaceCase.of(
                        "tf.linalg.einsum(String,Operand,Operand)",
                        gives("Einsum", (Object) new float[] {14, 32}),
                        "ab,b->a",
                        in(new float[][] {{4, 2}, {2, 6}}),
                        in(new float[] {1, 5})));
    }
}
