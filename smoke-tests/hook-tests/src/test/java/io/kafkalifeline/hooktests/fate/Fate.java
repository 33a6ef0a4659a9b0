package io.kafkalifeline.hooktests.fate;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** What happens to a cluster, one thing after the other: all of it is the seed's choice. */
final class Fate {
    private static final List<ApiKeys> STEPS =
            List.of(ApiKeys.API_VERSIONS, ApiKeys.SASL_HANDSHAKE, ApiKeys.SASL_AUTHENTICATE);
    private static final List<ApiKeys> WORK =
            List.of(ApiKeys.PRODUCE, ApiKeys.FETCH, ApiKeys.METADATA, ApiKeys.DESCRIBE_CLUSTER, ApiKeys.LIST_OFFSETS);
    private static final int[] LIFETIMES_MS = {300, 600, 936, 1500, 3000};

    private final Random random;
    private final Script script;
    private final AtomicReference<String> user;
    private final List<String> told = new ArrayList<>();

    Fate(long seed, Script script, AtomicReference<String> user) {
        random = new Random(seed);
        this.script = script;
        this.user = user;
        script.sessions(lifetime());
    }

    /** Plays so many things, and ends in calm. */
    void play(int things) throws InterruptedException {
        for (int i = 0; i < things; i++) {
            happen();
            TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(random.nextInt(4) == 0 ? 3000 : 500));
            script.calm();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        }
    }

    /** What has happened, in its order. */
    List<String> told() {
        return told;
    }

    private void happen() {
        switch (random.nextInt(6)) {
            case 0 -> {
                user.set("user-" + random.nextInt(3));
                tell("the principal is " + user.get());
            }
            case 1 -> {
                Duration lifetime = lifetime();
                script.sessions(lifetime);
                tell("sessions of " + lifetime.toMillis() + " ms");
            }
            case 2, 3 -> {
                ApiKeys step = STEPS.get(random.nextInt(STEPS.size()));
                boolean renewals = random.nextBoolean() && step != ApiKeys.API_VERSIONS;
                Predicate<Arrival> which = renewals ? Arrival.renewing(step) : Arrival.beforeLogin(step);
                rule(step + (renewals ? " of renewals" : " of logins"), which, step != ApiKeys.API_VERSIONS);
            }
            default -> {
                ApiKeys work = WORK.get(random.nextInt(WORK.size()));
                rule(work.name(), Arrival.afterLogin(work), false);
            }
        }
    }

    private void rule(String name, Predicate<Arrival> which, boolean refusable) {
        Reaction reaction = reaction(refusable);
        int times = random.nextBoolean() ? 1 + random.nextInt(3) : Integer.MAX_VALUE;
        tell(name + (times == Integer.MAX_VALUE ? " always: " : " " + times + " times: ") + reaction);
        script.times(times, which, reaction);
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

    private Duration lifetime() {
        return Duration.ofMillis(LIFETIMES_MS[random.nextInt(LIFETIMES_MS.length)]);
    }

    private void tell(String what) {
        told.add(what);
    }
}
