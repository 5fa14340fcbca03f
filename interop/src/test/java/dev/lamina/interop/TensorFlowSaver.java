package dev.lamina.interop;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.Restore;
import org.tensorflow.op.train.Save;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * A saver that is built by hand in a graph of TensorFlow, by the names by which TensorFlow Java takes it for the graph's own:
 * that which it would add knows neither slices nor resource variables.
 */
final class TensorFlowSaver {
    private final Ops tf;
    private final Placeholder<TString> filename;
    private final List<String> names = new ArrayList<>();
    private final List<String> slices = new ArrayList<>();
    private final List<Operand<?>> values = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();

    /** Gives a variable, or a part of one, the value that was restored. */
    private interface Assignment {
        Op of(Operand<TFloat32> restored);
    }

    TensorFlowSaver(Ops tf) {
        this.tf = tf.withSubScope("save");
        filename = this.tf.withName("filename").placeholder(TString.class);
    }

    /** A variable; a slice of a whole that is saved under the name, or all of it, "". */
    TensorFlowSaver variable(String name, String slice, Operand<TFloat32> variable) {
        return add(name, slice, variable, restored -> tf.assign(variable, restored));
    }

    /** A resource variable. */
    TensorFlowSaver resource(String name, Operand<? extends TType> handle) {
        return add(
                name, "", tf.readVariableOp(handle, TFloat32.class), restored -> tf.assignVariableOp(handle, restored));
    }

    private TensorFlowSaver add(String name, String slice, Operand<TFloat32> value, Assignment assignment) {
        names.add(name);
        slices.add(slice);
        values.add(value);
        assignments.add(assignment);
        return this;
    }

    /** Saves straight to the files. */
    void build() {
        Save save = tf.train.save(filename, texts(names), texts(slices), values);
        tf.withControlDependencies(save).withName("control_dependency").identity(filename);
        restore();
    }

    /** Saves as TensorFlow's saver for Python does: each value to a file of its own in another folder, then merged. */
    void buildSharded() {
        Operand<TString> temporary = tf.strings.join(List.of(filename, tf.constant("_temp/part")));
        List<Operand<TString>> parts = new ArrayList<>();
        List<Op> saves = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Operand<TString> part = tf.scope()
                    .env()
                    .opBuilder("ShardedFilename", tf.scope().makeOpName("ShardedFilename"), tf.scope())
                    .addInput(temporary.asOutput())
                    .addInput(tf.constant(i).asOutput())
                    .addInput(tf.constant(names.size()).asOutput())
                    .build()
                    .output(0);
            parts.add(part);
            saves.add(tf.train.save(
                    part, texts(names.subList(i, i + 1)), texts(slices.subList(i, i + 1)), values.subList(i, i + 1)));
        }
        Op merge = tf.withControlDependencies(saves).train.mergeV2Checkpoints(tf.stack(parts), filename);
        tf.withControlDependencies(merge).withName("control_dependency").identity(filename);
        restore();
    }

    private void restore() {
        List<Class<? extends TType>> types = new ArrayList<>();
        names.forEach(_ -> types.add(TFloat32.class));
        Restore restore = tf.train.restore(filename, texts(names), texts(slices), types);
        List<Op> assigns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Operand<TFloat32> restored = restore.op().output(i);
            assigns.add(assignments.get(i).of(restored));
        }
        tf.withControlDependencies(assigns).withName("restore_all").noOp();
    }

    private Operand<TString> texts(List<String> texts) {
        return tf.array(texts.toArray(new String[0]));
    }
}
