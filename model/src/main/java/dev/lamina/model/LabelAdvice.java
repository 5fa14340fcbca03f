package dev.lamina.model;

import dev.lamina.data.TensorSpec;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What to write where data have other labels than a model was compiled for. */
final class LabelAdvice {
    private LabelAdvice() {}

    static String of(TensorSpec given, Task task) {
        boolean areNumbers = given.type().isInteger() && Task.isSingle(given.shape());
        boolean isSparse = task.loss() instanceof SparseSoftmaxCrossEntropy;
        Shape units =
                task.predictions().shape().slice(1, task.predictions().shape().rank());
        if (isSparse && given.shape().equals(units) && !Task.isSingle(units)) {
            return "labels that are one-hot go with SoftmaxCrossEntropy; SparseSoftmaxCrossEntropy takes numbers of classes";
        }
        if (!isSparse && task.isOfClasses() && areNumbers) {
            return "labels that are numbers of classes go with SparseSoftmaxCrossEntropy; or make them one-hot:"
                    + " pipeline.map(new OneHot(" + task.labelShape().elements() + "))";
        }
        if (!isSparse && areNumbers && !Task.isSingle(task.labelShape())) {
            return "labels that are numbers of classes go with SparseSoftmaxCrossEntropy; "
                    + task.loss().name() + " needs a number for each unit of the output";
        }
        boolean isOtherType = given.shape().equals(task.labelShape())
                || (Task.isSingle(given.shape()) && Task.isSingle(task.labelShape()));
        if (isSparse && !given.type().isInteger()) {
            return "SparseSoftmaxCrossEntropy takes numbers of classes, int32 or int64: the data give quantities; read them"
                    + " as classes, or learn them by MeanSquaredError";
        }
        return isOtherType
                ? "tell the compilation: .labels(" + name(given.type()) + ")"
                : "give the output the shape of a label, or tell the compilation another: .labels("
                        + name(given.type())
                        + Arrays.stream(given.shape().dims())
                                .mapToObj(dim -> ", " + dim)
                                .collect(Collectors.joining())
                        + ")";
    }

    private static String name(DType type) {
        return "DType." + type.name();
    }
}
