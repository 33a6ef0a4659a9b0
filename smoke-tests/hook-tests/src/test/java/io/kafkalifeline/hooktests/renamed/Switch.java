package io.kafkalifeline.hooktests.renamed;

/** A feature of the agent's, as its annotations name it. */
enum Switch {
    REAUTHENTICATION("reauthentication"),
    RECORDING("tracing"),
    DIAGNOSIS("diagnosis");

    private final String saidAs;

    Switch(String saidAs) {
        this.saidAs = saidAs;
    }

    /** As the agent's lines call it. */
    String saidAs() {
        return saidAs;
    }
}
