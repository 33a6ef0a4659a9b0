package io.kafkalifeline.hooktests.renamed;

import static io.kafkalifeline.hooktests.cluster.Event.Kind.TOO_SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.hooktests.AgentLines;
import io.kafkalifeline.hooktests.Clients;
import io.kafkalifeline.hooktests.InitEvent;
import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Event;
import io.kafkalifeline.hooktests.cluster.Journal;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.assertj.core.api.SoftAssertions;

/** Clients whose kafka-clients has another name for one member, at work with three clusters. */
final class RenamedClient {
    private static final Path FOLDER = Path.of("target", "renamed");
    private static final List<String> SASL_PHASES =
            List.of("dns", "tcp", "sasl.api_versions", "sasl.handshake", "sasl.authenticate", "api_versions");
    private static final Pattern SILENT_AT_HANDSHAKE = Pattern.compile("(in phase|failed at) sasl\\.handshake ");
    private static final Pattern LOST = Pattern.compile("(in phase|failed at) sasl\\.api_versions ");

    private final String name;
    private final Member member;
    private final KafkaJar jar;

    /** @param member null where nothing is renamed */
    RenamedClient(Member member, KafkaJar jar) {
        this.name = member == null ? "nothing-renamed" : member.fileName();
        this.member = member;
        this.jar = jar;
    }

    /**
     * Lets the clients work.
     *
     * @throws AssertionError where another feature than those is off, or one that is on does not do its work
     */
    void play(Set<Switch> off) throws IOException, ReflectiveOperationException {
        Path changed =
                Files.createDirectories(FOLDER.resolve(jar.path().getFileName()).resolve(name));
        if (member != null) {
            assertThat(jar.rename(member, changed)).as("classes that use it").isPositive();
        }
        int failuresBefore = AgentLines.failures().size();
        AtomicBoolean lost = new AtomicBoolean();
        try (Cluster work = Cluster.start(
                        Script.sasl().sessions(Duration.ofMillis(300)).unenforced());
                Cluster silence =
                        Cluster.start(Script.sasl().when(Arrival.of(ApiKeys.SASL_HANDSHAKE), Reaction.silence()));
                Cluster loss = Cluster.start(Script.sasl().when(arrival -> lost.get(), Reaction.silence()));
                OtherLoader loader = new OtherLoader(name, changed, jar)) {
            Map<String, Object> out = loader.errand()
                    .apply(Map.of(
                            Errand.WORK, Clients.sasl(work, name),
                            Errand.UNTIL, until(work, !off.contains(Switch.REAUTHENTICATION)),
                            Errand.SILENCE, Clients.sasl(silence, name),
                            Errand.SILENT,
                                    (Predicate<String>)
                                            client -> hasFallenSilent(silence, client) || hasFallenSilent(loss, client),
                            Errand.LOSS, Clients.sasl(loss, name),
                            Errand.LOSE, (Runnable) () -> lost.set(true)));
            SoftAssertions.assertSoftly(wrong -> {
                new Announcement(name).check(wrong, off);
                checkSessions(wrong, work, out, !off.contains(Switch.REAUTHENTICATION));
                checkEvents(wrong, !off.contains(Switch.RECORDING));
                checkCauses(wrong, silence, loss, out, !off.contains(Switch.DIAGNOSIS));
                wrong.assertThat(AgentLines.failures())
                        .as("hooks that failed by now")
                        .hasSize(failuresBefore);
            });
        }
    }

    /** Each login begins with a request for the API versions, and another follows it. */
    private static boolean hasFallenSilent(Cluster cluster, String client) {
        Journal journal = cluster.journal();
        int loggedIn = journal.count(client, Event.Kind.AUTHENTICATED);
        return journal.requests(client, ApiKeys.API_VERSIONS) > 2 * loggedIn
                && journal.requests(client, ApiKeys.SASL_HANDSHAKE) > 0;
    }

    /**
     * With re-authentication: until a session has been renewed twice in place, which stock cannot, then a renewal was
     * refused and the work goes on elsewhere. Without: until stock has renewed too soon.
     */
    private BooleanSupplier until(Cluster work, boolean on) {
        long begun = System.nanoTime();
        Journal journal = work.journal();
        AtomicInteger refusedOn = new AtomicInteger();
        return () -> {
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(60)) {
                return true;
            }
            if (!on) {
                return journal.count(name, TOO_SOON) > 0;
            }
            if (refusedOn.get() == 0 && journal.renewalsOfOneConnection(name) >= 2) {
                List<Integer> connections = journal.workingConnections(name);
                refusedOn.set(connections.get(connections.size() - 1));
                work.script()
                        .once(
                                Arrival.renewing(ApiKeys.SASL_AUTHENTICATE)
                                        .and(arrival -> arrival.connection() == refusedOn.get()),
                                Reaction.refuse("Access denied"));
            }
            return refusedOn.get() > 0
                    && journal.work(name).stream()
                                    .filter(event -> event.connection() > refusedOn.get())
                                    .count()
                            > 3;
        };
    }

    private void checkSessions(SoftAssertions wrong, Cluster work, Map<String, Object> out, boolean on) {
        Journal journal = work.journal();
        if (on) {
            wrong.assertThat(out.get(Errand.ERROR))
                    .as("what the producer threw")
                    .isNull();
            wrong.assertThat(journal.renewalsOfOneConnection(name))
                    .as("renewals in place")
                    .isGreaterThanOrEqualTo(2);
            wrong.assertThat(journal.count(name, Event.Kind.REFUSED))
                    .as("refused renewals")
                    .isPositive();
            wrong.assertThat(journal.arrived(name))
                    .as("each record once")
                    .isEqualTo(IntStream.range(0, (int) out.get(Errand.SENT))
                            .mapToObj(Integer::toString)
                            .toList());
        } else {
            wrong.assertThat(journal.count(name, TOO_SOON))
                    .as("renewals that came too soon")
                    .isPositive();
        }
    }

    private void checkEvents(SoftAssertions wrong, boolean on) {
        if (!on) {
            for (String kind : List.of("connect", "initialisation", "reauthentication")) {
                wrong.assertThat(InitEvent.of(name, kind)).as(kind + " events").isEmpty();
            }
            return;
        }
        hears(wrong, new InitEvent(name, "connect", "connected", SASL_PHASES.subList(0, 2), null, null));
        hears(wrong, new InitEvent(name, "initialisation", "ready", SASL_PHASES, null, null));
        List<String> renewal = List.of("sasl.handshake", "sasl.authenticate");
        hears(wrong, new InitEvent(name, "reauthentication", "renewed", renewal, null, null));
        InitEvent.first(name + "-SEND", "initialisation");
        wrong.assertThat(InitEvent.of(name + "-SEND", "initialisation")).anySatisfy(silent -> {
            assertThat(silent.phases()).isEqualTo(SASL_PHASES.subList(0, 4));
            assertThat(silent.failedPhase()).isEqualTo("sasl.handshake");
        });
    }

    private static void hears(SoftAssertions wrong, InitEvent expected) {
        wrong.assertThat(InitEvent.until(expected)).contains(expected);
    }

    private static void checkCauses(
            SoftAssertions wrong, Cluster silence, Cluster loss, Map<String, Object> out, boolean on) {
        ((Map<?, ?>) out.get(Errand.CAUSES)).forEach((call, cause) -> {
            boolean record = call.equals(Errand.EXPIRED_RECORD);
            if (on) {
                wrong.assertThat((String) cause)
                        .as("cause of " + call)
                        .startsWith("broker " + (record ? loss : silence).address())
                        .containsPattern(record ? LOST : SILENT_AT_HANDSHAKE);
            } else {
                wrong.assertThat(cause).as("cause of " + call).isNull();
            }
        });
    }
}
