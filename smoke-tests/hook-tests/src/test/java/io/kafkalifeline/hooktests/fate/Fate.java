package io.kafkalifeline.hooktests.fate;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** What happens to a cluster, often several things at a time: all of it is the seed's choice. */
final class Fate {
    private static final List<ApiKeys> STEPS =
            List.of(ApiKeys.API_VERSIONS, ApiKeys.SASL_HANDSHAKE, ApiKeys.SASL_AUTHENTICATE);
    private static final List<ApiKeys> WORK =
            List.of(ApiKeys.PRODUCE, ApiKeys.FETCH, ApiKeys.METADATA, ApiKeys.DESCRIBE_CLUSTER, ApiKeys.LIST_OFFSETS);
    private static final int[] LIFETIMES_MS = {300, 450, 600, 936, 1500};
    /** What ends a connection amid a renewal. */
    private static final List<Reaction> ENDS =
            List.of(Reaction.reset(), Reaction.finish(), Reaction.refuse("Access denied"), Reaction.silence());

    private static final Duration LONG_ENOUGH = Duration.ofMillis(1500);
    private static final List<String> TOPICS =
            List.of("from-frail", "from-acks0", "from-idempotent", "from-lone", "from-lone-frail");

    private final Random random;
    private final Nodes nodes;
    private final Source source;
    private final List<String> told = new ArrayList<>();

    Fate(long seed, Nodes nodes, Source source) {
        random = new Random(seed);
        this.nodes = nodes;
        this.source = source;
        nodes.sessions(LONG_ENOUGH);
    }

    /** Plays so many things, and ends in calm, with sessions that a slow machine can keep. */
    void play(int things, Lives lives) throws InterruptedException {
        for (int i = 0; i < things; i++) {
            if (random.nextBoolean()) {
                loseAConnection(lives);
            } else {
                for (int more = random.nextInt(3); more >= 0; more--) {
                    happen(lives);
                }
            }
            TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(random.nextInt(4) == 0 ? 2500 : 500));
            nodes.calm();
            source.calm();
            tell("calm");
            TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
        }
        nodes.sessions(LONG_ENOUGH);
    }

    /** What has happened, in its order. */
    List<String> told() {
        return told;
    }

    /** Sessions with a node cannot be renewed, and the next connection to it meets something else. */
    private void loseAConnection(Lives lives) {
        int node = random.nextInt(Nodes.COUNT);
        String where = " of node " + node;
        if (random.nextInt(3) == 0) {
            changePrincipal();
        } else {
            ApiKeys step = STEPS.get(1 + random.nextInt(STEPS.size() - 1));
            Reaction reaction = ENDS.get(random.nextInt(ENDS.size()));
            nodes.rule(node, Integer.MAX_VALUE, Arrival.renewing(step), reaction);
            tell(step + " of renewals" + where + " always: " + reaction);
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                nodes.forgetName(node);
                tell("an unknown name" + where);
            }
            case 1 -> {
                nodes.withdraw(node);
                tell("node " + node + " is gone");
            }
            case 2 -> {
                ApiKeys step = STEPS.get(random.nextInt(STEPS.size()));
                rule(node, step + " of logins" + where, Arrival.beforeLogin(step), step != ApiKeys.API_VERSIONS);
            }
            case 3 -> trouble(lives);
            default -> tell("that is all");
        }
    }

    private void changePrincipal() {
        String user = "user-" + random.nextInt(3);
        source.user(user);
        tell("the principal is " + user);
    }

    private void happen(Lives lives) {
        int node = random.nextInt(Nodes.COUNT + 1) - 1;
        String where = node == Nodes.ALL ? "" : " of node " + node;
        switch (random.nextInt(13)) {
            case 0, 1 -> changePrincipal();
            case 2 -> sessions();
            case 3, 4 -> {
                ApiKeys step = STEPS.get(random.nextInt(STEPS.size()));
                rule(node, step + " of logins" + where, Arrival.beforeLogin(step), step != ApiKeys.API_VERSIONS);
            }
            case 5, 6, 7 -> {
                ApiKeys step = STEPS.get(1 + random.nextInt(STEPS.size() - 1));
                rule(node, step + " of renewals" + where, Arrival.renewing(step), true);
            }
            case 8 -> {
                ApiKeys work = WORK.get(random.nextInt(WORK.size()));
                rule(node, work + where, Arrival.afterLogin(work), false);
            }
            case 9 -> {
                Duration pause = Duration.ofMillis(random.nextInt(1500));
                nodes.rule(node, Integer.MAX_VALUE, arrival -> true, Reaction.delay(pause));
                tell("a pause of " + pause.toMillis() + " ms" + where);
            }
            case 10 -> {
                nodes.forgetName(node);
                tell("an unknown name" + where);
            }
            case 11 -> move(Math.max(0, node));
            default -> trouble(lives);
        }
    }

    private void move(int node) {
        if (random.nextBoolean()) {
            nodes.withdraw(node);
            tell("node " + node + " is gone");
        } else {
            String topic = TOPICS.get(random.nextInt(TOPICS.size()));
            nodes.lead(topic, node);
            tell("node " + node + " leads " + topic);
        }
    }

    private void trouble(Lives lives) {
        switch (random.nextInt(4)) {
            case 0 -> {
                source.failing();
                tell("the source is down");
            }
            case 1 -> {
                int ms = random.nextInt(1000);
                source.slow(ms);
                tell("the source takes " + ms + " ms");
            }
            default -> tell(lives.come(random.nextInt(3)));
        }
    }

    private void rule(int node, String name, Predicate<Arrival> which, boolean refusable) {
        Reaction reaction = reaction(refusable);
        int times = random.nextBoolean() ? 1 + random.nextInt(3) : Integer.MAX_VALUE;
        tell(name + (times == Integer.MAX_VALUE ? " always: " : " " + times + " times: ") + reaction);
        nodes.rule(node, times, which, reaction);
    }

    private Reaction reaction(boolean refusable) {
        return switch (random.nextInt(refusable ? 8 : 5)) {
            case 0 -> Reaction.reset();
            case 1 -> Reaction.finish();
            case 2 -> Reaction.silence();
            case 3 -> Reaction.delay(Duration.ofMillis(random.nextInt(700)));
            case 4 ->
                refusable
                        ? Reaction.refuse("Too many connects")
                        : Reaction.throttle(Duration.ofMillis(random.nextInt(600)));
            case 5 -> Reaction.refuse(Errors.ILLEGAL_SASL_STATE);
            default -> Reaction.refuse("Access denied");
        };
    }

    private void sessions() {
        int ms = LIFETIMES_MS[random.nextInt(LIFETIMES_MS.length)];
        nodes.sessions(Duration.ofMillis(ms));
        tell("sessions of " + ms + " ms");
    }

    private void tell(String what) {
        told.add(what);
    }
}
