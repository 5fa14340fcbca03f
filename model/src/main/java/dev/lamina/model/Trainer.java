package dev.lamina.model;

import dev.lamina.data.Batch;
import dev.lamina.data.BatchSource;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import dev.lamina.model.shard.Rounds;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The loop: epochs of steps, each epoch followed by a validation, with a state that can be saved between any two steps. */
final class Trainer {
    private final Model model;
    private final Fit fit;
    private final TrainingRun run;
    private final Feeding feeding;
    private final @Nullable Shards shards;
    private final @Nullable CheckpointStore store;
    private final List<Callback> callbacks;
    private long began = System.currentTimeMillis();
    private boolean isUnsavedTold;
    private boolean isNonFiniteTold;
    private boolean areLabelsSeen;

    Trainer(Model model, Fit fit) {
        this.model = model;
        this.fit = fit;
        feeding = model.feeding(fit.data());
        requireExamples("learn from", fit.data());
        KnownData known = model.known().with(fit.data());
        for (BatchSource shard : fit.shards()) {
            known = known.with(shard);
        }
        BatchSource validation = fit.validation();
        if (validation != null) {
            model.feeding(validation);
            requireExamples("validate with", validation);
            known.with(validation);
        }
        callbacks = new ArrayList<>(fit.callbacks());
        // An optimizer whose rate falls by what comes out of the epochs learns nothing of them unless told.
        if (model.objective().optimizer() instanceof Callback own && !callbacks.contains(own)) {
            callbacks.add(own);
        }
        Rounds rounds = fit.rounds();
        shards = rounds == null ? null : new Shards(model, fit.shards(), rounds);
        if (shards != null) {
            callbacks.add(shards);
        }
        run = new TrainingRun(
                model,
                fit.epochs(),
                shards == null ? fit.data().batchesPerEpoch() : shards.batchesPerEpoch(),
                fit.problems());
        Checkpoints checkpoints = fit.checkpoints();
        store = checkpoints == null ? null : new CheckpointStore(checkpoints, model.session());
        requireKeys();
        model.know(known);
    }

    /**
     * Refuses data without a single batch.
     *
     * @param what they are for: "learn from"
     */
    static void requireExamples(String what, BatchSource data) {
        if (data.batchesPerEpoch() == 0) {
            throw new InvalidArgumentException(
                    "there is nothing to " + what + ": the data have no batch",
                    "look at what skip, take, filter or a split leaves, and whether batches that are not full are dropped");
        }
    }

    private void requireKeys() {
        Set<String> keys = new HashSet<>();
        for (Callback callback : callbacks) {
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
        resume();
        model.objective().notices().forEach(run::report);
        Ending ending = Ending.FAILED;
        RuntimeException failure = null;
        try {
            callbacks.forEach(callback -> callback.began(run));
            if (store != null && run.epoch() <= fit.epochs()) {
                // A folder that cannot be written to is better known before the first step than after the last.
                store.sweep();
                save(store);
            }
            ending = train();
            if (store != null && !store.isSaved(run.step())) {
                trySave();
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            failure = end(ending, failure);
            if (shards != null) {
                shards.close();
            }
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
        for (Callback callback : callbacks) {
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

    private void resume() {
        if (store == null
                || !fit.isResumed()
                || store.latest(this::goOnFrom, run::report).isEmpty()) {
            for (Callback callback : callbacks) {
                if (callback instanceof Resumable resumable) {
                    resumable.restore(Map.of(), run);
                }
            }
        }
    }

    /** Takes a state over: all of it, or nothing of it that counts. */
    private void goOnFrom(SavedState state) {
        StateTensors.Course course =
                StateTensors.course(state, model.objective().outputs().size());
        if (course.batchesPerEpoch() != run.batchesPerEpoch()) {
            throw new InvalidArgumentException(
                    "the training saved in " + state.prefix() + " has " + course.batchesPerEpoch()
                            + " batches in an epoch, the data given now " + run.batchesPerEpoch(),
                    "resume with the same data and batch size");
        }
        KnownData known = KnownData.of(state.tensors()).with(model.known());
        Map<String, Tensor> variables = state.variables(model.session());
        Map<String, Tensor> randomStates = state.randomStates(model.session());
        run.resume(course.position(), course.history());
        for (Callback callback : callbacks) {
            if (callback instanceof Resumable resumable) {
                resumable.restore(StateTensors.of(state, resumable), run);
            }
        }
        model.session().load(variables);
        model.session().loadRandomStates(randomStates);
        model.know(known);
        began = state.began();
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
            for (Callback callback : callbacks) {
                callback.epochEnded(run, result);
            }
            trySave();
        }
        return Ending.STOPPED;
    }

    /** The rest of the epoch's steps; false if training is to end before. */
    private boolean steps() {
        try (Steps steps = open()) {
            while (steps.hasNext()) {
                if (fit.isStopped()) {
                    return false;
                }
                long before = run.step();
                float loss = steps.next();
                for (int i = 0; i < callbacks.size(); i++) {
                    callbacks.get(i).stepEnded(run, loss);
                }
                if (!Float.isFinite(loss)) {
                    notFinite(loss);
                }
                if (store != null && store.isDue(before, run.step())) {
                    trySave();
                }
                if (run.stopReason() != null) {
                    return false;
                }
            }
        }
        return true;
    }

    private Steps open() {
        if (shards == null) {
            return Steps.of(fit.data().open(run.epoch() - 1, run.batch()), model, feeding, run, this::lookAtLabels);
        }
        if (!areLabelsSeen) {
            areLabelsSeen = true;
            shards.notices(run).forEach(run::report);
        }
        return shards.open(run);
    }

    /** Tells of the first batch's labels what no loss can make sense of. */
    private void lookAtLabels(Batch batch) {
        if (!areLabelsSeen) {
            areLabelsSeen = true;
            feeding.notices(batch).forEach(run::report);
        }
    }

    private EpochResult result(long start) {
        Map<String, Double> values = run.meanLosses();
        BatchSource validation = fit.validation();
        if (validation != null) {
            model.evaluate(validation).forEach((name, value) -> values.put("val_" + name, value));
        }
        return new EpochResult(run.epoch(), run.step(), values, (System.nanoTime() - start) / 1e9);
    }

    /** Nothing good comes after such a loss, so unless wanted otherwise it is the last, and is not saved. */
    private void notFinite(float loss) {
        String what = "the loss of step " + run.step() + ", batch " + run.batch() + " of epoch " + run.epoch()
                + ", was " + loss;
        if (!fit.isNonFiniteLossPassedOver()) {
            run.abandon(what);
        }
        if (!isNonFiniteTold) {
            run.report(
                    what + (run.isAbandoned() ? ": training ends" : "") + ". A lower learning rate or clipped gradients"
                            + " help most often; session().setCheckNumerics(true) finds the operation");
        }
        isNonFiniteTold = true;
    }

    private void save(CheckpointStore to) {
        to.save(model.session(), run.step(), StateTensors.of(run, began, callbacks), run::report);
    }

    /** Saves the state. That it cannot be saved now is no reason to lose what was learned: the next time it may. */
    private void trySave() {
        if (store == null || run.isAbandoned()) {
            return;
        }
        try {
            save(store);
            isUnsavedTold = false;
        } catch (UnavailableException | NotFoundException e) {
            if (!isUnsavedTold) {
                run.report("the state after step " + run.step() + " was not saved: " + e.problem());
            }
            isUnsavedTold = true;
        }
    }
}
