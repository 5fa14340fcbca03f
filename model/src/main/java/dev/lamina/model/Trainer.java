package dev.lamina.model;

import dev.lamina.data.Batch;
import dev.lamina.data.BatchCursor;
import dev.lamina.data.BatchSource;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import dev.lamina.graph.Fetch;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The loop: epochs of steps, each epoch followed by a validation, with a state that can be saved between any two steps. */
final class Trainer {
    private final Model model;
    private final Fit fit;
    private final TrainingRun run;
    private final List<Fetch> lossAndStep;
    private final Feeding feeding;
    private final @Nullable CheckpointStore store;
    private long began = System.currentTimeMillis();

    Trainer(Model model, Fit fit) {
        this.model = model;
        this.fit = fit;
        feeding = model.feeding(fit.data());
        BatchSource validation = fit.validation();
        if (validation != null) {
            model.feeding(validation);
        }
        run = new TrainingRun(model, fit.epochs(), fit.data().batchesPerEpoch(), fit.problems());
        lossAndStep = model.objective().lossAndStep();
        Checkpoints checkpoints = fit.checkpoints();
        store = checkpoints == null ? null : new CheckpointStore(checkpoints, model.session());
        requireKeys();
    }

    private void requireKeys() {
        Set<String> keys = new HashSet<>();
        for (Callback callback : fit.callbacks()) {
            if (callback instanceof Resumable resumable
                    && (!resumable.key().matches("\\w+") || !keys.add(resumable.key()))) {
                throw new InvalidArgumentException("the key '" + resumable.key()
                        + "' of a callback must be made of letters, digits and _, and be no other's");
            }
        }
        if (fit.isResumed() && store == null) {
            throw new InvalidArgumentException("there is nothing to resume", "say where the checkpoints are");
        }
    }

    History run() {
        SavedState state = store == null || !fit.isResumed()
                ? null
                : store.latest(run::report).orElse(null);
        resume(state);
        model.objective().notices().forEach(run::report);
        Ending ending = Ending.FAILED;
        RuntimeException failure = null;
        try {
            fit.callbacks().forEach(callback -> callback.began(run));
            ending = train();
            if (store != null && !store.isSaved(run.step())) {
                save();
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            failure = end(ending, failure);
        }
        if (failure != null) {
            throw failure;
        }
        String reason = ending == Ending.INTERRUPTED ? "a stop was asked for" : run.stopReason();
        return new History(
                run.history(),
                run.step(),
                ending,
                ending == Ending.COMPLETED || reason == null ? "" : reason,
                run.problems());
    }

    /** Tells every callback that it is over, even where one of them throws. */
    private @Nullable RuntimeException end(Ending ending, @Nullable RuntimeException before) {
        RuntimeException failure = before;
        for (Callback callback : fit.callbacks()) {
            try {
                callback.ended(run, ending);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        return failure;
    }

    private void resume(@Nullable SavedState state) {
        if (state != null) {
            StateTensors.resume(state, run);
            state.restore(model.session());
            began = state.began();
        }
        for (Callback callback : fit.callbacks()) {
            if (callback instanceof Resumable resumable) {
                resumable.restore(state == null ? Map.of() : StateTensors.of(state, resumable));
            }
        }
        if (store != null && run.epoch() <= fit.epochs()) {
            // A folder that cannot be written to is better known before the first step than after the last.
            store.sweep();
            store.save(model.session(), run.step(), StateTensors.of(run, began, fit.callbacks()));
        }
    }

    private Ending train() {
        while (run.stopReason() == null) {
            if (run.epoch() > fit.epochs()) {
                return Ending.COMPLETED;
            }
            long start = System.nanoTime();
            if (!steps()) {
                return run.stopReason() == null ? Ending.INTERRUPTED : Ending.STOPPED;
            }
            EpochResult result = result(start);
            run.epochDone(result);
            for (Callback callback : fit.callbacks()) {
                callback.epochEnded(run, result);
            }
            save();
        }
        return Ending.STOPPED;
    }

    /** The rest of the epoch's steps; false if training is to end before. */
    private boolean steps() {
        List<Callback> callbacks = fit.callbacks();
        try (BatchCursor batches = fit.data().open(run.epoch() - 1, run.batch())) {
            while (batches.hasNext()) {
                if (fit.isStopped()) {
                    return false;
                }
                Batch batch = batches.next();
                float loss = model.run(lossAndStep, batch, feeding).get(0).floatValue();
                run.stepped(loss, batch.size());
                for (int i = 0; i < callbacks.size(); i++) {
                    callbacks.get(i).stepEnded(run, loss);
                }
                if (store != null && store.isDue(run.step())) {
                    save();
                }
                if (run.stopReason() != null) {
                    return false;
                }
            }
        }
        return true;
    }

    private EpochResult result(long start) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", run.meanLoss());
        BatchSource validation = fit.validation();
        if (validation != null) {
            model.evaluate(validation).forEach((name, value) -> values.put("val_" + name, value));
        }
        return new EpochResult(run.epoch(), run.step(), values, (System.nanoTime() - start) / 1e9);
    }

    /** Saves the state. That it cannot be saved now is no reason to lose what was learned: the next time it may. */
    private void save() {
        if (store == null || run.isAbandoned()) {
            return;
        }
        try {
            store.save(model.session(), run.step(), StateTensors.of(run, began, fit.callbacks()));
        } catch (UnavailableException | NotFoundException e) {
            run.report("the state after step " + run.step() + " was not saved: " + e.problem());
        }
    }
}
