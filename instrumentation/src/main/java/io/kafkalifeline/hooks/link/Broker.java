package io.kafkalifeline.hooks.link;

import io.kafkalifeline.session.AttemptPace;
import io.kafkalifeline.session.Patience;

/**
 * One broker as a client knows it, by host and port: a bootstrap server, a node and a coordinator may be the same
 * broker under several node ids. What holds for the broker under all of them stands here. Guarded as the client.
 */
public final class Broker {
    /** How often it may be tried (R11: a broker that goes on refusing is tried once a second at most). */
    private final AttemptPace pace = new AttemptPace();
    /** For how long its refusals are waited out (R11: refusals that pass are waited out); null until one has been. */
    private Patience patience;
    /** How many initialisations have failed since it was last ready. */
    private int failuresInARow;

    Broker() {}

    /** Which attempt in a row the next one is: 1 where the last one succeeded. */
    public int nextAttempt() {
        return failuresInARow + 1;
    }

    /** An initialisation has failed. */
    public void failed() {
        failuresInARow++;
    }

    /** An initialisation has succeeded. */
    public void ready() {
        failuresInARow = 0;
    }

    /** How often it may be tried. */
    public AttemptPace pace() {
        return pace;
    }

    /** For how long refusals are waited out; null until {@link #patience(Patience)} was called. */
    public Patience patience() {
        return patience;
    }

    public void patience(Patience patience) {
        this.patience = patience;
    }
}
