package dev.lamina.op.train;

import dev.lamina.graph.Argument;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.RangeKernel;
import dev.lamina.graph.Sample;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Signature;
import dev.lamina.op.kernel.Resources;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An optimizer's update of some rows of variables: as {@link UpdateOp}, with a gradient of those rows and behind it their {@code
 * indices}. A row that is named twice is updated twice, one after the other.
 */
interface SparseUpdateOp extends UpdateOp {
    /** The update of a whole variable, of which this one is that of rows. */
    RangeKernel dense(KernelContext c);

    @Override
    default Kernel kernel(KernelContext c) {
        List<Argument> arguments = Signature.of(getClass()).inputs();
        int variables =
                (int) arguments.stream().filter(SparseUpdateOp::isVariable).count();
        return new SparseUpdate(c, variables, indices(arguments), this::dense);
    }

    private static boolean isVariable(Argument argument) {
        return argument.isReference() || argument.fixedType() == DType.RESOURCE;
    }

    private static int indices(List<Argument> arguments) {
        return arguments.stream().map(Argument::name).toList().indexOf("indices");
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        Signature signature = Signature.of(getClass());
        List<Argument> arguments = signature.inputs();
        int indices = indices(arguments);
        DType type = c.type(indices - 1);
        Shape shape = Shape.unknown();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i).name();
            if (isVariable(arguments.get(i))) {
                Shape own = arguments.get(i).isReference() ? c.shape(i) : Resources.shape(c, i, type);
                if (!own.isCompatibleWith(shape)) {
                    throw c.error("var and " + name + " do not have the same shape" + shape + " " + own);
                }
                shape = shape.merge(own);
            } else if (i != indices && i != indices - 1 && !c.shape(i).isCompatibleWith(Shape.scalar())) {
                throw c.error(name + " is not a scalar: " + c.shape(i));
            }
        }
        requireRows(c, shape, c.shape(indices - 1), c.shape(indices));
        return signature.outputs().isEmpty() ? List.of() : List.of(shape);
    }

    private static void requireRows(ShapeContext c, Shape variable, Shape gradient, Shape indices) {
        if (variable.hasRank() && variable.rank() == 0) {
            throw c.error("var must be at least 1 dimensional");
        }
        if (!indices.isCompatibleWith(Shape.unknown(1))) {
            throw c.error("indices must be one-dimensional");
        }
        if (!gradient.hasRank()) {
            return;
        }
        if (gradient.rank() == 0) {
            throw c.error("grad must be at least 1 dimensional");
        }
        if (indices.hasRank() && !gradient.slice(0, 1).isCompatibleWith(indices)) {
            throw c.error("grad must be the same size as indices in the first dimension.");
        }
        if (!gradient.with(0, -1).isCompatibleWith(variable)) {
            throw c.error("var and grad must match in dimension 1 and beyond: " + variable + " " + gradient);
        }
    }

    /**
     * The samples of a dense update, each as the update of row 1 of two; row 0 stays as it is.
     *
     * @param form the sparse operation that belongs to a dense one
     */
    static List<Sample> samples(List<Sample> dense, UnaryOperator<Op> form) {
        List<Sample> all = new ArrayList<>();
        for (Sample each : dense) {
            if (each.refusal() == null && each.inputs().getFirst().size() > 0) {
                all.add(rows(each, form.apply(each.op()), new long[] {1}));
            }
        }
        Sample first = all.getFirst();
        int indices = indices(Signature.of(first.op().getClass()).inputs());
        all.add(refused("Index 2 at offset 0 in indices is out of range", first, indices, new int[] {2}));
        all.add(refused("indices must be one-dimensional", first, indices, new int[][] {{1}}));
        all.add(refused(
                "grad must be the same size as indices in the first dimension.", first, indices, new long[] {0, 1}));
        Tensor wide = Tensor.zeros(first.inputs().getFirst().dtype(), Shape.of(1, 9));
        all.add(refused("var and grad must match", first, indices - 1, wide));
        return all;
    }

    private static Sample refused(String refusal, Sample sample, int input, Object other) {
        List<Object> inputs = new ArrayList<>(sample.inputs());
        inputs.set(input, other);
        return Sample.refused(refusal, sample.op(), inputs.toArray());
    }

    private static Sample rows(Sample dense, Op op, long[] index) {
        List<Argument> arguments = Signature.of(op.getClass()).inputs();
        int indices = indices(arguments);
        List<Object> inputs = new ArrayList<>(dense.inputs());
        for (int i = 0; i < inputs.size() && isVariable(arguments.get(i)); i++) {
            inputs.set(i, below(dense.inputs().get(i), true));
        }
        inputs.set(indices - 1, below(dense.inputs().get(indices - 1), false));
        inputs.add(indices, index);
        return Sample.rough(op, inputs.toArray())
                .gives(dense.expected().stream().map(each -> below(each, true)).toArray());
    }

    /** A vector as the only row, or as that below one of threes. */
    private static Tensor below(Tensor vector, boolean isSecond) {
        int n = vector.size();
        double[] elements = new double[isSecond ? 2 * n : n];
        Arrays.fill(elements, 3);
        System.arraycopy(vector.cast(DType.FLOAT64).buffer().doubles(), 0, elements, elements.length - n, n);
        return Tensor.wrap(elements, elements.length / n, n).cast(vector.dtype());
    }
}
