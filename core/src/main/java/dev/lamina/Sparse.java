package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherNd;
import dev.lamina.op.index.Where;
import dev.lamina.op.logic.NotEqual;
import dev.lamina.op.sparse.SparseReorder;
import dev.lamina.op.sparse.SparseReshape;
import dev.lamina.op.sparse.SparseSoftmax;
import dev.lamina.op.sparse.SparseTensorDenseAdd;
import dev.lamina.op.sparse.SparseTensorDenseMatMul;
import dev.lamina.op.sparse.SparseToDense;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Tensors of which only some elements are told. Made by {@link Tf#sparse}. */
public final class Sparse {
    private final Scope scope;

    Sparse(Scope scope) {
        this.scope = scope;
    }

    /** The elements of a dense tensor that are not zero. */
    public SparseTensor fromDense(Operand x) {
        Scope own = scope.nested("FromDense");
        Output places = Where.of(own, NotEqual.of(own, x, ZerosLike.of(own, x)));
        Output shape = own.output(new dev.lamina.op.array.Shape(DType.INT64), x);
        return new SparseTensor(places, GatherNd.of(own, x, places), shape);
    }

    /** The dense tensor, with zeros where no element is told. */
    public Output toDense(SparseTensor x) {
        DType type = x.values().asOutput().dtype();
        Output zero = Const.of(scope.named(null), Tensor.zeros(type, Shape.scalar()));
        return SparseToDense.of(scope, x.indices(), x.denseShape(), x.values(), zero);
    }

    /** The elements in the order of their coordinates. */
    public SparseTensor reorder(SparseTensor x) {
        List<Output> ordered = SparseReorder.of(scope, x.indices(), x.values(), x.denseShape());
        return new SparseTensor(ordered.get(0), ordered.get(1), x.denseShape());
    }

    /** The same elements in another shape; one dimension may be -1 and is computed. */
    public SparseTensor reshape(SparseTensor x, long... dims) {
        Output shape = Const.of(scope.named(null), dims);
        List<Output> reshaped = SparseReshape.of(scope, x.indices(), x.denseShape(), shape);
        return new SparseTensor(reshaped.get(0), x.values(), reshaped.get(1));
    }

    /** Softmax of each row along the last axis over the elements alone that are told. */
    public SparseTensor softmax(SparseTensor x) {
        return new SparseTensor(
                x.indices(), SparseSoftmax.of(scope, x.indices(), x.values(), x.denseShape()), x.denseShape());
    }

    /** The sum with a dense tensor, which is dense. */
    public Output add(SparseTensor a, Operand b) {
        return SparseTensorDenseAdd.of(scope, a.indices(), a.values(), a.denseShape(), b);
    }

    /** The product of a sparse matrix and a dense one, which is dense. */
    public Output matmul(SparseTensor a, Operand b) {
        return SparseTensorDenseMatMul.of(scope, a.indices(), a.values(), a.denseShape(), b, false, false);
    }
}
