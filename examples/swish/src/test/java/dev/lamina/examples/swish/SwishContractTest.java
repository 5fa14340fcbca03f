package dev.lamina.examples.swish;

import dev.lamina.testing.OperationContract;
import java.util.Collection;

/** Values, shapes, gradients, the same bits on any threads: what Lamina's own operations are put to. */
class SwishContractTest implements OperationContract {
    @Override
    public Collection<Class<?>> operations() {
        return new SwishOperations().operations();
    }
}
