package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.msk.KafkaCluster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** What happens to the clients of one run, and what they are allowed to notice. Built once, then read only. */
public final class Scenario {
    /** Every kind of client that {@link io.kafkalifeline.smoke.scenario.client.ClientsMain} knows. */
    public static final List<String> ALL_KINDS = List.of(
            "plain", "acks0", "idempotent", "newtopic", "transactional", "classic", "consumer", "share", "admin");

    /** Frameworks bring their own release of kafka-clients and run where they are asked for by name. */
    public static final List<String> FRAMEWORKS = List.of("streams", "connect");

    /** Those whom the stock client tells within a second; a transaction waits for its own time-out there, too. */
    static final Set<String> WHO_IS_TOLD = Set.of("plain", "idempotent", "classic", "consumer", "admin");

    /** @param atS seconds after the clients were up; negative before they start */
    record Step(double atS, Consumer<Fixture> action) {}

    private static final double LONGEST_S = 7200;

    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Tolerance> tolerances = new HashSet<>();
    private String listener = KafkaCluster.IAM;
    private String iamOptions = "";
    private boolean credentialsFile;
    private String script = "";
    private List<String> kinds = ALL_KINDS;
    private int perSecond;
    private int valueBytes = 40;
    private int replicas = 1;
    private long longestGapMs = Long.MAX_VALUE;
    private double leastS;
    private double toldByS;
    private double refusedFromS;
    private double newPrincipalEveryS;
    private String agentOptions = "";
    private int deliveryTimeoutMs = 25_000;

    private Scenario(String name) {
        this.name = name;
    }

    static Scenario named(String name) {
        return new Scenario(name);
    }

    Scenario listener(String newListener) {
        listener = newListener;
        return this;
    }

    /** Options of {@code IAMLoginModule}. */
    Scenario iamOptions(String options) {
        iamOptions = options;
        return this;
    }

    Scenario credentialsFile() {
        credentialsFile = true;
        return this;
    }

    /** What the brokers do from the start. */
    Scenario script(String text) {
        script = text;
        return this;
    }

    Scenario at(double seconds, Consumer<Fixture> action) {
        steps.add(new Step(seconds, action));
        leastS = Math.max(leastS, seconds);
        return this;
    }

    /** Before the clients start. */
    Scenario before(Consumer<Fixture> action) {
        steps.add(new Step(-1, action));
        return this;
    }

    Scenario follow(double seconds, String text) {
        return at(seconds, fixture -> fixture.cluster().follow(text));
    }

    /** Again and again, for as long as the longest run lasts; the action is told which time it is, from 1 on. */
    Scenario every(double seconds, ObjIntConsumer<Fixture> action) {
        for (int i = 1; i * seconds < LONGEST_S; i++) {
            int time = i;
            steps.add(new Step(i * seconds, fixture -> action.accept(fixture, time)));
        }
        return this;
    }

    Scenario kinds(String... some) {
        kinds = List.of(some);
        return this;
    }

    Scenario load(int recordsPerSecond, int bytes) {
        perSecond = recordsPerSecond;
        valueBytes = bytes;
        return this;
    }

    Scenario replicas(int count) {
        replicas = count;
        return this;
    }

    Scenario longestGap(long ms) {
        longestGapMs = ms;
        return this;
    }

    /** It must last at least that long to mean anything. */
    Scenario least(double seconds) {
        leastS = Math.max(leastS, seconds);
        return this;
    }

    Scenario tolerates(Tolerance... some) {
        tolerances.addAll(List.of(some));
        return this;
    }

    /** In addition to what the command line says. */
    Scenario agentOptions(String options) {
        agentOptions = options;
        return this;
    }

    /** The principal changes so often; each change may cost a client one connection for each broker. */
    Scenario newPrincipalEvery(double seconds, ObjIntConsumer<Fixture> change) {
        newPrincipalEveryS = seconds;
        return every(seconds, change).least(seconds + 2).tolerates(Tolerance.CUT_ON_THE_WIRE);
    }

    /** Kafka gives up a record after so long. */
    Scenario deliveryTimeout(int ms) {
        deliveryTimeoutMs = ms;
        return this;
    }

    int deliveryTimeoutMs() {
        return deliveryTimeoutMs;
    }

    /** From then on no broker accepts the credentials: nobody may try more often than once a second and broker. */
    Scenario refusedFrom(double seconds) {
        refusedFromS = seconds;
        return this;
    }

    /** By then every client of {@link #WHO_IS_TOLD} has been told that its credentials are refused. */
    Scenario toldBy(double seconds) {
        toldByS = seconds;
        // Who is told has no more to wait for.
        return tolerates(Tolerance.FAILURE).least(seconds + 3).deliveryTimeout(10_000);
    }

    public String name() {
        return name;
    }

    String listener() {
        return listener;
    }

    String iamOptions() {
        return iamOptions;
    }

    boolean usesCredentialsFile() {
        return credentialsFile;
    }

    String script() {
        return script;
    }

    /** In the order of time. */
    List<Step> steps() {
        return steps.stream().sorted((a, b) -> Double.compare(a.atS(), b.atS())).toList();
    }

    List<String> kinds() {
        return kinds;
    }

    /** @param usual for a scenario that does not care */
    int perSecond(int usual) {
        return perSecond == 0 ? usual : perSecond;
    }

    int valueBytes() {
        return valueBytes;
    }

    int replicas() {
        return replicas;
    }

    long longestGapMs() {
        return longestGapMs;
    }

    double seconds(double wanted) {
        return Math.max(wanted, leastS);
    }

    /** In seconds after the clients were up; 0 where there is nothing to tell. */
    double toldByS() {
        return toldByS;
    }

    /** The most attempts that may be refused within so long after the clients were up; endless where nobody minds. */
    long mostRefusals(double seconds, int brokers) {
        // The first three of each row come sooner.
        return refusedFromS == 0 ? Long.MAX_VALUE : (long) (brokers * (seconds - refusedFromS + 3));
    }

    /** How often the principal changes in a run of that length; endless where connections do not matter. */
    long changes(double seconds) {
        return newPrincipalEveryS == 0 ? Long.MAX_VALUE : (long) Math.ceil(seconds(seconds) / newPrincipalEveryS) - 1;
    }

    String agentOptions() {
        return agentOptions;
    }

    boolean allows(Tolerance tolerance) {
        return tolerances.contains(tolerance);
    }
}
