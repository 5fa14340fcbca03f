package dev.lamina.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.ClipByValue;
import dev.lamina.op.arithmetic.Div;
import dev.lamina.op.arithmetic.FloorDiv;
import dev.lamina.op.arithmetic.FloorMod;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Minimum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.arithmetic.TruncateDiv;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.array.ReverseV2;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.GreaterEqual;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.LessEqual;
import dev.lamina.op.logic.LogicalNot;
import dev.lamina.op.logic.NotEqual;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.reduce.ArgMax;
import dev.lamina.op.reduce.ArgMin;
import dev.lamina.op.reduce.Max;
import dev.lamina.op.reduce.Mean;
import dev.lamina.op.reduce.Min;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.reduce.TopKV2;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arithmetic and order of the unsigned types, against whole numbers without bounds. */
class UnsignedTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);

    /** Every pair of the smallest, the largest, and those about the middle, where signed numbers change their sign. */
    private static List<BigInteger> values(DType type) {
        BigInteger middle = BigInteger.ONE.shiftLeft(8 * type.bytes() - 1);
        return List.of(
                BigInteger.ONE,
                BigInteger.TWO,
                BigInteger.TEN,
                middle.subtract(BigInteger.ONE),
                middle,
                middle.add(BigInteger.ONE),
                middle.shiftLeft(1).subtract(BigInteger.ONE));
    }

    private static Tensor tensor(DType type, List<BigInteger> values, long... dims) {
        long[] bits = values.stream().mapToLong(BigInteger::longValue).toArray();
        return Tensor.wrap(bits, dims).cast(type);
    }

    private Tensor run(Output output) {
        try (Session session = new Session(graph)) {
            return session.run(output);
        }
    }

    private void binary(DType type, BiFunction<Output, Output, Output> op, BinaryOperator<BigInteger> expected) {
        List<BigInteger> values = values(type);
        int n = values.size();
        Output x = Const.of(scope, tensor(type, values, n, 1));
        Output y = Const.of(scope, tensor(type, values, 1, n));
        List<BigInteger> results = new ArrayList<>();
        values.forEach(a -> values.forEach(b -> results.add(expected.apply(a, b))));
        assertThat(run(op.apply(x, y))).isEqualTo(tensor(type, results, n, n));
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "UINT32", "UINT64"})
    void arithmeticWraps(DType type) {
        binary(type, (x, y) -> AddV2.of(scope, x, y), BigInteger::add);
        binary(type, (x, y) -> Sub.of(scope, x, y), BigInteger::subtract);
        binary(type, (x, y) -> Mul.of(scope, x, y), BigInteger::multiply);
        binary(type, (x, y) -> FloorDiv.of(scope, x, y), BigInteger::divide);
        binary(type, (x, y) -> TruncateDiv.of(scope, x, y), BigInteger::divide);
        binary(type, (x, y) -> Div.of(scope, x, y), BigInteger::divide);
        binary(type, (x, y) -> FloorMod.of(scope, x, y), BigInteger::mod);
        binary(type, (x, y) -> Maximum.of(scope, x, y), BigInteger::max);
        binary(type, (x, y) -> Minimum.of(scope, x, y), BigInteger::min);
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "UINT32", "UINT64"})
    void theOrderIsThatOfTheNumbers(DType type) {
        List<BigInteger> values = values(type);
        int n = values.size();
        Output x = Const.of(scope, tensor(type, values, n, 1));
        Output y = Const.of(scope, tensor(type, values, 1, n));
        boolean[][] less = new boolean[n][n];
        boolean[][] atMost = new boolean[n][n];
        boolean[][] equal = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                less[i][j] = i < j;
                atMost[i][j] = i <= j;
                equal[i][j] = i == j;
            }
        }
        assertThat(run(Less.of(scope, x, y))).isEqualTo(Tensor.of(less));
        assertThat(run(GreaterEqual.of(scope, y, x))).isEqualTo(Tensor.of(atMost));
        assertThat(run(LessEqual.of(scope, x, y))).isEqualTo(Tensor.of(atMost));
        assertThat(run(Greater.of(scope, y, x))).isEqualTo(Tensor.of(less));
        assertThat(run(Equal.of(scope, x, y))).isEqualTo(Tensor.of(equal));
        assertThat(run(LogicalNot.of(scope, NotEqual.of(scope, x, y)))).isEqualTo(Tensor.of(equal));
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "UINT32", "UINT64"})
    void reductionsAndRanks(DType type) {
        List<BigInteger> values = values(type);
        int n = values.size();
        Output x = Const.of(scope, tensor(type, values, n));
        Output axis = Const.of(scope, 0);
        BigInteger sum = values.stream().reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(run(Max.of(scope, x, axis, false))).isEqualTo(tensor(type, values.subList(n - 1, n)));
        assertThat(run(Min.of(scope, x, axis, false))).isEqualTo(tensor(type, values.subList(0, 1)));
        assertThat(run(Sum.of(scope, x, axis, false))).isEqualTo(tensor(type, List.of(sum)));
        assertThat(run(AddN.of(scope, List.of(x, x, x))))
                .isEqualTo(tensor(
                        type,
                        values.stream()
                                .map(v -> v.multiply(BigInteger.valueOf(3)))
                                .toList(),
                        n));
        assertThat(run(ArgMax.of(scope, x, 0))).isEqualTo(Tensor.of(n - 1L));
        assertThat(run(ArgMin.of(scope, x, 0))).isEqualTo(Tensor.of(0L));
        assertThat(run(TopKV2.of(scope, x, Const.of(scope, n)).getFirst()))
                .isEqualTo(tensor(type, values.reversed(), n));
        Output low = Const.of(scope, tensor(type, List.of(BigInteger.TWO)));
        Output high = Const.of(scope, tensor(type, values.subList(4, 5)));
        List<BigInteger> clipped = values.stream()
                .map(v -> v.max(BigInteger.TWO).min(values.get(4)))
                .toList();
        assertThat(run(ClipByValue.of(scope, x, low, high))).isEqualTo(tensor(type, clipped, n));
        assertThat(run(Max.of(scope, Const.of(scope, Tensor.zeros(type, Shape.of(0))), axis, false)))
                .isEqualTo(Tensor.zeros(type, Shape.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT32", "UINT64"})
    void theMeanOfLargeNumbersIsLarge(DType type) {
        BigInteger large = BigInteger.ONE.shiftLeft(8 * type.bytes() - 1);
        Output x = Const.of(scope, tensor(type, List.of(large, BigInteger.TEN), 2));
        BigInteger mean = large.add(BigInteger.TEN).shiftRight(1);
        assertThat(run(Mean.of(scope, x, Const.of(scope, 0), false))).isEqualTo(tensor(type, List.of(mean)));
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT16", "UINT32", "UINT64"})
    void divisionByZeroIsAnError(DType type) {
        Output zero = Const.of(scope, Tensor.zeros(type, Shape.of()));
        Output x = Const.of(scope, tensor(type, values(type), 7));
        assertThatThrownBy(() -> run(FloorDiv.of(scope, x, zero)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Integer division by zero");
        assertThatThrownBy(() -> run(FloorMod.of(scope, x, zero))).isInstanceOf(InvalidArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT16", "UINT32", "UINT64"})
    void elementsAreMovedAndSelected(DType type) {
        List<BigInteger> values = values(type);
        Output x = Const.of(scope, tensor(type, values, 7));
        Output backwards = ReverseV2.of(scope, x, Const.of(scope, new int[] {0}));
        assertThat(run(backwards)).isEqualTo(tensor(type, values.reversed(), 7));
        Output isLess = Less.of(scope, x, backwards);
        assertThat(run(SelectV2.of(scope, isLess, x, backwards))).isEqualTo(run(Minimum.of(scope, x, backwards)));
        assertThat(run(ConcatV2.of(
                        scope,
                        List.of(
                                Slice.of(scope, x, Const.of(scope, new int[] {0}), Const.of(scope, new int[] {3})),
                                Slice.of(scope, x, Const.of(scope, new int[] {3}), Const.of(scope, new int[] {4}))),
                        0)))
                .isEqualTo(tensor(type, values, 7));
        assertThat(run(OnesLike.of(scope, x)))
                .isEqualTo(tensor(type, java.util.Collections.nCopies(7, BigInteger.ONE), 7));
        assertThat(tensor(type, values, 7).toString())
                .isEqualTo(values.toString().replace(",", ""));
    }
}
