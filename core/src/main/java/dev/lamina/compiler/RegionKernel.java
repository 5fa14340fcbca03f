package dev.lamina.compiler;

import dev.lamina.compiler.run.LateBuffer;
import dev.lamina.graph.Kernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel of a branch or a loop: it runs programs. */
sealed interface RegionKernel extends Kernel permits BranchKernel, LoopKernel, IterationKernel {
    /** Where an output lies whose shape only a run tells; {@code null} if it was known before. */
    @Nullable
    LateBuffer late(int output);

    /** The programs of its regions as text, line by line. */
    List<String> explain();
}
