package dev.lamina.model;

import dev.lamina.graph.Fetch;
import dev.lamina.layer.recurrent.KeptState;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The states that the stateful layers of a network go on with from one run to the next where it is used. They are no variables: who
 * evaluates or predicts has some of its own, and training has others.
 */
final class CarriedStates {
    private final List<KeptState> states;
    private final List<Tensor> values = new ArrayList<>();

    /** Zeros. */
    CarriedStates(List<KeptState> states) {
        this.states = states;
        reset();
    }

    /** Begins with zeros again. */
    synchronized void reset() {
        values.clear();
        for (KeptState state : states) {
            values.add(Tensor.zeros(state.variable().dtype(), state.variable().shape()));
        }
    }

    /** Runs from the states that the run before left behind; the results begin with what is fetched. */
    Results run(Session session, List<? extends Fetch> fetches, Feed... feeds) {
        return states.isEmpty() ? session.run(fetches, feeds) : carried(session, fetches, feeds);
    }

    private synchronized Results carried(Session session, List<? extends Fetch> fetches, Feed... feeds) {
        List<Feed> fed = new ArrayList<>(Arrays.asList(feeds));
        List<Fetch> all = new ArrayList<>(fetches);
        for (int i = 0; i < states.size(); i++) {
            fed.add(new Feed(states.get(i).before(), values.get(i)));
            all.add(states.get(i).after());
        }
        Results results = session.run(all, fed.toArray(Feed[]::new));
        for (int i = 0; i < states.size(); i++) {
            values.set(i, results.get(fetches.size() + i));
        }
        return results;
    }
}
