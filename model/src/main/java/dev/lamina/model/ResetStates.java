package dev.lamina.model;

/**
 * Has the states of stateful layers begin with zeros in each epoch, as the data begin anew: without it training goes on from the last
 * batch of an epoch to the first of the next.
 *
 * @see dev.lamina.layer.recurrent.RecurrentLayer#stateful
 */
public final class ResetStates implements Callback {
    /** Made anew for each training, or once for several. */
    public ResetStates() {}

    @Override
    public void epochEnded(TrainingRun run, EpochResult result) {
        run.model().resetTrainingStates();
    }
}
