package dev.lamina.testing;

import dev.lamina.kernel.simd.Simd;
import java.util.Collection;
import java.util.List;

/** Every operation of this module keeps the contract. It finds them by itself; {@code -Dlamina.operations=Conv2D,MaxPool} names some of them. */
class OperationContractTest implements OperationContract {
    @Override
    public Collection<Class<?>> operations() {
        return OperationClasses.chosen();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                simd(false, Setting.threads(1)),
                simd(true, Setting.threads(1)),
                simd(true, Setting.threads(2)),
                simd(false, Setting.threads(3)));
    }

    private static Setting simd(boolean on, Setting threads) {
        return new Setting((on ? "with SIMD " : "without SIMD ") + threads.name(), action -> {
            boolean before = Simd.isEnabled();
            Simd.setEnabled(on);
            try {
                threads.run().accept(action);
            } finally {
                Simd.setEnabled(before);
            }
        });
    }
}
