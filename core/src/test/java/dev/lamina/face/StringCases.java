package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.Node;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Texts, and the files in which they are. */
final class StringCases {
    private static final String[] TEXTS = {" Ab ", "c,D"};

    private StringCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(joined());
        all.addAll(converted());
        all.addAll(numbered());
        all.addAll(files());
        return all;
    }

    private static FaceCase text(String method, String op, String first, String second) {
        return FaceCase.of(
                "tf.strings." + method + "(Operand)", gives(op, (Object) new String[] {first, second}), in(TEXTS));
    }

    private static List<FaceCase> joined() {
        return List.of(
                FaceCase.of(
                        "tf.strings.join(List,String)",
                        gives("StringJoin", (Object) new String[] {"a/c", "b/c"}),
                        List.of(in(new String[] {"a", "b"}), in("c")),
                        "/"),
                FaceCase.of(
                        "tf.strings.reduceJoin(Operand,int,String)",
                        gives("ReduceJoin", (Object) new String[] {"a-c", "b-d"}),
                        in(new String[][] {{"a", "b"}, {"c", "d"}}),
                        0,
                        "-"),
                FaceCase.of(
                        "tf.strings.split(Operand,String)",
                        gives(
                                "StringSplitV2",
                                new long[][] {{0, 0}, {1, 0}, {1, 1}},
                                new String[] {" Ab ", "c", "D"},
                                new long[] {2, 2}),
                        in(TEXTS),
                        ","),
                FaceCase.of(
                        "tf.strings.substr(Operand,Operand,Operand)",
                        gives("Substr", (Object) new String[] {"Ab", ",D"}),
                        in(TEXTS),
                        in(1),
                        in(2)),
                FaceCase.of(
                        "tf.strings.ngrams(Operand,Operand,long,String)",
                        gives("StringNGrams", new String[] {" Ab +c,D"}, new long[] {0, 1}),
                        in(TEXTS),
                        in(new long[] {0, 2}),
                        2L,
                        "+"),
                FaceCase.of(
                        "tf.strings.format(String,List)",
                        gives("StringFormat", "x [1 2]"),
                        "x {}",
                        List.of(in(new int[] {1, 2}))));
    }

    private static List<FaceCase> converted() {
        return List.of(
                FaceCase.of(
                        "tf.strings.regexFullMatch(Operand,String)",
                        gives("StaticRegexFullMatch", (Object) new boolean[] {false, true}),
                        in(TEXTS),
                        "c.*"),
                FaceCase.of(
                        "tf.strings.regexReplace(Operand,String,String)",
                        gives("StaticRegexReplace", (Object) new String[] {" [Ab] ", "[c],[D]"}),
                        in(TEXTS),
                        "(\\w+)",
                        "[\\1]"),
                text("lower", "StringLower", " ab ", "c,d"),
                text("upper", "StringUpper", " AB ", "C,D"),
                text("strip", "StringStrip", "Ab", "c,D"),
                text("encodeBase64", "EncodeBase64", "IEFiIA", "YyxE"),
                FaceCase.of("tf.strings.decodeBase64(Operand)", gives("DecodeBase64", "c,D"), in("YyxE")),
                FaceCase.of(
                        "tf.strings.unicodeDecode(Operand)",
                        gives("UnicodeDecode", new long[] {0, 4, 7}, new int[] {' ', 'A', 'b', ' ', 'c', ',', 'D'}),
                        in(TEXTS)),
                FaceCase.of(
                        "tf.strings.unicodeEncode(Operand,Operand)",
                        gives("UnicodeEncode", (Object) new String[] {"ä", "bc"}),
                        in(new int[] {'ä', 'b', 'c'}),
                        in(new int[] {0, 1, 3})));
    }

    private static List<FaceCase> numbered() {
        return List.of(
                FaceCase.of("tf.strings.length(Operand)", gives("StringLength", (Object) new int[] {4, 3}), in(TEXTS)),
                FaceCase.of("tf.strings.asString(Operand)", gives("AsString", "-7"), in(-7)),
                FaceCase.of("tf.strings.toNumber(Operand,DType)", gives("StringToNumber", 7L), in(" 7"), DType.INT64),
                FaceCase.of(
                        "tf.strings.toHashBucketFast(Operand,long)",
                        gives("StringToHashBucketFast", (Object) new long[] {9, 2, 2, 5}),
                        in(new String[] {"a", "b", "c", "d"}),
                        10L),
                FaceCase.of(
                        "tf.strings.toHashBucketStrong(Operand,long,long,long)",
                        gives("StringToHashBucketStrong", (Object) new long[] {4, 2, 8}),
                        in(new String[] {"a", "b", "c"}),
                        10L,
                        98765L,
                        132L));
    }

    private static List<FaceCase> files() {
        return List.of(
                FaceCase.of(
                        "tf.io.readFile(Operand)",
                        call -> assertThat(call.outputs().getFirst().node().op().name())
                                .isEqualTo("ReadFile"),
                        in("a.txt")),
                FaceCase.of(
                        "tf.io.writeFile(Operand,Operand)",
                        call -> {
                            Node node = call.result(Node.class);
                            assertThat(node.op().name()).isEqualTo("WriteFile");
                            assertThat(node.input(0)).isEqualTo(call.arguments.getFirst());
                        },
                        in("a.txt"),
                        in("text")),
                FaceCase.of(
                        "tf.io.matchingFiles(Operand)",
                        gives("MatchingFiles", Tensor.zeros(DType.STRING, Shape.of(0))),
                        in("no/such/*")),
                FaceCase.of(
                        "tf.io.parseExample(Operand,List,List,List)",
                        gives("ParseExampleV2", new float[][] {{1, 2}}, new long[] {7}),
                        in(new String[] {""}),
                        List.of("a", "b"),
                        List.of(in(new float[] {1, 2}), in(7L)),
                        List.of(Shape.of(2), Shape.scalar())),
                FaceCase.of(
                        "tf.io.decodeRaw(Operand,DType)",
                        gives("DecodeRaw", (Object) new short[] {0x6261}),
                        in("ab"),
                        DType.INT16),
                FaceCase.of("tf.io.decodeCompressed(Operand,String)", gives("DecodeCompressed", "ab"), in("ab"), ""),
                FaceCase.of(
                        "tf.io.decodeCsv(Operand,List)",
                        gives("DecodeCSV", (Object) new int[] {1, 9}, new String[] {"x", "y"}),
                        in(new String[] {"1,x", ",y"}),
                        List.of(in(9), in(""))));
    }
}
