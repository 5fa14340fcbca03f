package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;

import java.util.List;

/** Special functions, each against a table. */
final class SpecialCases {
    private SpecialCases() {}

    static List<FaceCase> all() {
        return List.of(
                unary("ndtri", "Ndtri", new float[] {0.5f, 0.375f, 0.625f}, 0, -0.31863937f, 0.31863937f),
                unary("besselI0", "BesselI0", new float[] {0.25f, -2.5f, 4.0f}, 1.0156862f, 3.289839f, 11.301922f),
                unary("besselI0e", "BesselI0e", new float[] {0.25f, -2.5f, 7.0f}, 0.7910172f, 0.27004644f, 0.15373774f),
                unary("besselI1", "BesselI1", new float[] {0.25f, -2.5f, 4.0f}, 0.12597911f, -2.5167162f, 9.759465f),
                unary(
                        "besselI1e",
                        "BesselI1e",
                        new float[] {0.25f, -2.5f, 7.0f},
                        0.09811263f,
                        -0.20658465f,
                        0.14228924f),
                unary("besselJ0", "BesselJ0", new float[] {0.25f, -2.5f, 7.0f}, 0.9844359f, -0.048383776f, 0.30007926f),
                unary(
                        "besselJ1",
                        "BesselJ1",
                        new float[] {0.25f, -2.5f, 7.0f},
                        0.12402598f,
                        -0.4970941f,
                        -0.0046828235f),
                unary(
                        "besselK0",
                        "BesselK0",
                        new float[] {1.5f, 2.5f, 7.0f},
                        0.21380556f,
                        0.062347554f,
                        4.2479575e-04f),
                unary("besselK0e", "BesselK0e", new float[] {1.5f, 2.5f, 7.0f}, 0.95821005f, 0.75954866f, 0.4658451f),
                unary("besselK1", "BesselK1", new float[] {1.5f, 2.5f, 7.0f}, 0.2773878f, 0.07389081f, 4.5418247e-04f),
                unary("besselK1e", "BesselK1e", new float[] {1.5f, 2.5f, 7.0f}, 1.2431659f, 0.90017444f, 0.49807158f),
                unary("besselY0", "BesselY0", new float[] {1.5f, 2.5f, 7.0f}, 0.3824489f, 0.49807036f, -0.025949745f),
                unary("besselY1", "BesselY1", new float[] {1.5f, 2.5f, 7.0f}, -0.41230863f, 0.14591813f, -0.30266723f),
                unary("dawsn", "Dawsn", new float[] {0.25f, -1.5f, 3.0f}, 0.23983917f, -0.42824906f, 0.17827103f),
                unary("expint", "Expint", new float[] {0.75f, 1.5f, 4.0f}, 1.2073328f, 3.3012855f, 19.630875f),
                unary(
                        "fresnelCos",
                        "FresnelCos",
                        new float[] {0.25f, -1.25f, 1.75f},
                        0.24975915f,
                        -0.6800907f,
                        0.32193506f),
                unary(
                        "fresnelSin",
                        "FresnelSin",
                        new float[] {0.25f, -1.25f, 1.75f},
                        0.0081756f,
                        -0.6586555f,
                        0.49938467f),
                unary("spence", "Spence", new float[] {0.375f, 1.25f, 3.0f}, 0.7662853f, -0.2359003f, -1.4367464f),
                binary(
                        "polygamma",
                        "Polygamma",
                        new float[] {1, 2, 0},
                        new float[] {1, 2.5f, 4},
                        1.644934f,
                        -0.23620406f,
                        1.2561177f),
                binary(
                        "zeta",
                        "Zeta",
                        new float[] {2, 3, 1.5f},
                        new float[] {1, 2.5f, 0.5f},
                        1.644934f,
                        0.11810203f,
                        4.776538f),
                binary(
                        "igamma",
                        "Igamma",
                        new float[] {0.5f, 3f, 2.5f, 10f},
                        new float[] {0.25f, 2f, 6f, 11f},
                        0.5204999f,
                        0.32332358f,
                        0.9652122f,
                        0.65948933f),
                binary(
                        "igammac",
                        "Igammac",
                        new float[] {0.5f, 3f, 2.5f, 10f},
                        new float[] {0.25f, 2f, 6f, 11f},
                        0.47950011f,
                        0.6766764f,
                        0.03478778f,
                        0.34051064f),
                binary(
                        "xlog1py",
                        "Xlog1py",
                        new float[] {1, 2, -1},
                        new float[] {2, 4, -0.5f},
                        1.0986123f,
                        3.218876f,
                        0.6931472f),
                binary("multiplyNoNan", "MulNoNan", new float[] {1, 2, Float.NaN}, new float[] {2, -4, 0}, 2, -8, 0),
                binary("nextAfter", "NextAfter", new float[] {1, -2}, new float[] {2, -1}, 1.0000001f, -1.9999999f),
                FaceCase.of(
                        "tf.betainc(Operand,Operand,Operand)",
                        gives("Betainc", (Object) new float[] {0.6875f, 0.3125f, 0.9975053f, 0.2630756f}),
                        in(new float[] {0.5f, 3.0f, 2.5f, 10.0f}),
                        in(new float[] {2.0f, 2.0f, 6.0f, 1.0f}),
                        in(new float[] {0.25f, 0.5f, 0.75f, 0.875f})));
    }

    private static FaceCase unary(String name, String op, float[] x, float... y) {
        return FaceCase.of("tf." + name + "(Operand)", gives(op, (Object) y), in(x));
    }

    private static FaceCase binary(String name, String op, float[] x, float[] y, float... z) {
        return FaceCase.of("tf." + name + "(Operand,Operand)", gives(op, (Object) z), in(x), in(y));
    }
}
