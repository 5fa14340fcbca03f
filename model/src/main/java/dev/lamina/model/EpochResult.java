package dev.lamina.model;

import dev.lamina.error.NotFoundException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came out of an epoch.
 *
 * @param epoch its number, from 1
 * @param step the number of steps done when it ended
 * @param values by name: {@code loss}, the mean over the epoch's examples of what was minimised, with penalties and
 *     dropout; where several outputs learn also each one's, such as {@code rating_loss}; and of the validation, if there is one, {@code val_loss} and the metrics, such as {@code val_accuracy}
 * @param seconds how long it took, validation included; after an interruption, since then
 */
public record EpochResult(int epoch, long step, Map<String, Double> values, double seconds) {
    /** Copies the map in its order. */
    public EpochResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * One of the values.
     *
     * @throws NotFoundException if there is none of that name
     */
    public double value(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new NotFoundException(
                    "the epoch has no '" + name + "', but " + values.keySet(),
                    name.startsWith("val_") ? "give fit a validation, and the compilation the metric" : null);
        }
        return value;
    }
}
