package io.kafkalifeline.hooks.link;

import io.kafkalifeline.session.AttemptPace;
import io.kafkalifeline.session.Patience;

/**
 * One broker as a client knows it, by host and port: bootstrap servers and coordinators are other node ids of the same
 * ones. What holds for a broker under whatever id stands here. Guarded as the client.
 */
public final class Broker {
    private final String key;

    /** How often it may be tried (R11: a broker that goes on refusing is tried once a second at most). */
    public final AttemptPace pace = new AttemptPace();
    /** For how long its refusals are waited out (R11: refusals that pass are waited out); null until one has been. */
    private Patience patience;
    /** How many initialisations have failed since it was last ready. */
    private int failuresInARow;

    Broker(String key) {
        this.key = key;
    }

    /** Host and port, as a key of maps. */
    public String key() {
        return key;
    }

    /** Which attempt in a row the next one is: 1 where the last one succeeded. */
    public int nextAttempt() {
        return failuresInARow + 1;
    }

    public void failed() {
        failuresInARow++;
    }

    public void ready() {
        failuresInARow = 0;
    }

    /** Null until {@link #patience(Patience)}. */
    public Patience patience() {
        return patience;
    }

    public void patience(Patience patience) {
        this.patience = patience;
    }
}
