package io.kafkalifeline.smoke.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What can keep a client from its brokers, and what the client has to say about it. */
final class Situation {
    private static final String TIMEOUT = "TimeoutException";

    private final String id;
    private final String words;
    private final Properties client;
    private String told = TIMEOUT;
    private String phase;
    private String ends;
    private List<String> says = List.of();
    private List<String> advises = List.of();

    private Situation(String id, String words, Properties client) {
        this.id = id;
        this.words = words;
        this.client = client;
    }

    /**
     * @param id its {@code client.id}
     * @param words for the table
     * @param client what a client needs to get into it; more is added
     */
    static Situation of(String id, String words, Properties client) {
        client.setProperty("client.id", id);
        client.putIfAbsent("call", "SEND");
        client.putIfAbsent("max.block.ms", "8000");
        client.putIfAbsent("delivery.timeout.ms", "8000");
        client.putIfAbsent("request.timeout.ms", "7000");
        client.putIfAbsent("default.api.timeout.ms", "8000");
        client.setProperty("linger.ms", "0");
        client.setProperty("retries", "1000");
        return new Situation(id, words, client);
    }

    /** Kafka tells the application by an exception of that simple name; its next timeout then carries the cause. */
    Situation told(String exception) {
        told = exception;
        // The next call finds no attempt under way, and waits for one.
        client.setProperty("reconnect.backoff.ms", "20000");
        client.setProperty("reconnect.backoff.max.ms", "20000");
        return this;
    }

    /** An attempt to connect fails, or hangs, in that phase. */
    Situation at(String newPhase) {
        phase = newPhase;
        return this;
    }

    /** The attempt ends as that, {@code failed} or {@code will_retry}, in the events; without it, no matter how. */
    Situation ends(String outcome) {
        ends = outcome;
        return this;
    }

    /** The cause has one of these; the first is for the table. */
    Situation says(String... anyOf) {
        says = List.of(anyOf);
        return this;
    }

    /** The cause advises one of these; the first is for the table. */
    Situation advises(String... anyOf) {
        advises = List.of(anyOf);
        return this;
    }

    /** The call works once before it gets into trouble. */
    Situation afterItWorked() {
        client.setProperty("worked", "true");
        return this;
    }

    String id() {
        return id;
    }

    Properties client() {
        return client;
    }

    boolean worked() {
        return client.containsKey("worked");
    }

    /** Whether Kafka's own exception is all that there is. */
    boolean isLeftToKafka() {
        return says.isEmpty();
    }

    /** The simple name of the exception that Kafka tells the application; that of a timeout where it tells nothing. */
    String told() {
        return told;
    }

    boolean isTold() {
        return !told.equals(TIMEOUT);
    }

    /** Whether the application gets that exception there. */
    boolean isToldIn(String outcome) {
        return outcome.contains("." + told + ": ");
    }

    /** Null where no attempt to connect has to do with it. */
    String phase() {
        return phase;
    }

    /** Null where it does not matter. */
    String ends() {
        return ends;
    }

    /** What a cause lacks to be right: nothing where it is. */
    List<String> missingIn(String cause) {
        List<String> missing = new ArrayList<>();
        if (phase != null
                && !cause.contains(" failed at " + phase + " ")
                && !cause.contains(" in phase " + phase + " ")) {
            missing.add(phase);
        }
        if (says.stream().noneMatch(cause::contains)) {
            missing.addAll(says);
        }
        if (!advises.isEmpty() && advises.stream().noneMatch(cause::contains)) {
            missing.addAll(advises);
        }
        return missing;
    }

    static String head() {
        return """
                | what is wrong | the application gets | phase | the cause says | and advises |
                | --- | --- | --- | --- | --- |
                """;
    }

    String row() {
        return "| " + words + " | " + (isTold() && !isLeftToKafka() ? told + ", later timeouts" : told) + " | "
                + (phase == null ? "" : "`" + phase + "`") + " | "
                + (says.isEmpty()
                        ? "nothing: Kafka's own words are enough"
                        : says.get(0).trim()) + " | "
                + (advises.isEmpty() ? "" : advises.get(0)) + " |\n";
    }
}
