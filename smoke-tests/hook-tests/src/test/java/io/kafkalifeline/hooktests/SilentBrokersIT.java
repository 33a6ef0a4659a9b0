package io.kafkalifeline.hooktests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.DeadPort;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker falls silent while a connection is set up: the timeout that the application gets says in which phase. */
class SilentBrokersIT {
    private static final String TIMEOUT_MS = "700";

    @ParameterizedTest
    @EnumSource
    void theTimeoutNamesThePhase(Silence silence) {
        Script script = silence.sasl ? Script.sasl() : Script.plaintext();
        script.when(silence.request(), Reaction.silence());
        try (Cluster cluster = Cluster.start(script)) {
            for (Call call : Call.values()) {
                String client = silence + "-" + call;
                Map<String, Object> settings =
                        silence.sasl ? Clients.sasl(cluster, client) : Clients.plaintext(cluster.address(), client);
                BooleanSupplier reached = () -> hasFallenSilent(cluster, client, silence);
                assertThat(causeOf(timeout(call, settings, reached)))
                        .as(client)
                        .startsWith("broker " + cluster.address())
                        .containsPattern(at(silence.phase));
            }
        }
    }

    @Test
    void theTimeoutSaysThatAPortHangs() {
        try (DeadPort port = DeadPort.hanging()) {
            for (Call call : Call.values()) {
                assertThat(causeOf(timeout(call, Clients.sasl(port.address(), "hanging-" + call), () -> true)))
                        .startsWith("broker " + port.address())
                        .containsPattern(at("tcp"));
            }
        }
    }

    @Test
    void theTimeoutSaysThatAPortRefuses() {
        try (DeadPort port = DeadPort.refusing()) {
            for (Call call : Call.values()) {
                assertThat(causeOf(timeout(call, Clients.sasl(port.address(), "refused-" + call), () -> true)))
                        .startsWith("broker " + port.address())
                        .contains("failed at tcp ", "Connection refused");
            }
        }
    }

    /** After its login a client asks for the API versions a second time. */
    private static boolean hasFallenSilent(Cluster cluster, String client, Silence silence) {
        return cluster.journal().requests(client, silence.api) >= (silence == Silence.API_VERSIONS_AFTER_SASL ? 2 : 1);
    }

    /** The second of two timeouts: before it, the client has got as far as it can. */
    private static TimeoutException timeout(Call call, Map<String, Object> settings, BooleanSupplier reached) {
        settings.put("max.block.ms", TIMEOUT_MS);
        settings.put("default.api.timeout.ms", TIMEOUT_MS);
        settings.put("request.timeout.ms", TIMEOUT_MS);
        try (Caller caller = call.open(settings)) {
            assertThat(caller.failure()).isInstanceOf(TimeoutException.class);
            await().atMost(Duration.ofSeconds(60)).until(reached::getAsBoolean);
            return (TimeoutException) caller.failure();
        }
    }

    /** An attempt is still under way, or the client has given it up. */
    private static Pattern at(String phase) {
        return Pattern.compile("(in phase|failed at) " + Pattern.quote(phase) + " ");
    }

    private static String causeOf(TimeoutException timeout) {
        Throwable reason = timeout.getCause() == null ? timeout.getSuppressed()[0] : timeout.getCause();
        return reason.getMessage();
    }

    private enum Silence {
        SASL_API_VERSIONS(true, ApiKeys.API_VERSIONS, "sasl.api_versions"),
        SASL_HANDSHAKE(true, ApiKeys.SASL_HANDSHAKE, "sasl.handshake"),
        SASL_AUTHENTICATE(true, ApiKeys.SASL_AUTHENTICATE, "sasl.authenticate"),
        API_VERSIONS_AFTER_SASL(true, ApiKeys.API_VERSIONS, "api_versions"),
        API_VERSIONS(false, ApiKeys.API_VERSIONS, "api_versions");

        private final boolean sasl;
        private final ApiKeys api;
        private final String phase;

        Silence(boolean sasl, ApiKeys api, String phase) {
            this.sasl = sasl;
            this.api = api;
            this.phase = phase;
        }

        Predicate<Arrival> request() {
            return switch (this) {
                case SASL_API_VERSIONS -> Arrival.beforeLogin(api);
                case API_VERSIONS_AFTER_SASL -> Arrival.afterLogin(api);
                default -> Arrival.of(api);
            };
        }
    }

    private enum Call {
        SEND {
            @Override
            Caller open(Map<String, Object> settings) {
                Producer<String, String> producer = Clients.idempotentProducer(settings);
                return new Caller(
                        producer::close,
                        () -> producer.send(new ProducerRecord<>("topic", "value"))
                                .get());
            }
        },
        DESCRIBE_CLUSTER {
            @Override
            Caller open(Map<String, Object> settings) {
                Admin admin = Clients.admin(settings);
                return new Caller(
                        admin::close, () -> admin.describeCluster().nodes().get());
            }
        },
        PARTITIONS_FOR {
            @Override
            Caller open(Map<String, Object> settings) {
                Consumer<String, String> consumer = Clients.consumer(settings, "topic");
                return new Caller(consumer::close, () -> consumer.partitionsFor("topic"));
            }
        };

        abstract Caller open(Map<String, Object> settings);
    }

    private record Caller(Runnable closing, Callable<?> what) implements AutoCloseable {
        Throwable failure() {
            Throwable thrown = catchThrowable(what::call);
            return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
