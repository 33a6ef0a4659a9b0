package io.kafkalifeline.hooktests;

import static org.apache.kafka.common.protocol.ApiKeys.SASL_AUTHENTICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

/** A refusal has reached the application, and then it ends: the client works again. */
class OutlivedRefusalsIT {
    private final AtomicBoolean refusing = new AtomicBoolean(true);
    private final Script script = Script.sasl()
            .when(Arrival.beforeLogin(SASL_AUTHENTICATE).and(arrival -> refusing.get()), Reaction.refuse("Not yet"));

    /** The request for its id meets the refusal; without the agent it is lost, and every record waits for the id. */
    @Test
    void anIdempotentProducerThatIsRefusedBeforeItHasAnIdSendsOnceItIsLetIn() throws Exception {
        try (Cluster cluster = Cluster.start(script);
                Producer<String, String> producer = Clients.idempotentProducer(Clients.sasl(cluster, "client"))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("topic", "refused"))
                            .get())
                    .matches(OutlivedRefusalsIT::isRefusal);
            refusing.set(false);

            sendUntilAccepted(producer).get(20, TimeUnit.SECONDS);
            assertThat(cluster.records("topic")).containsExactly("let in");
        }
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof SaslAuthenticationException
                || thrown.getCause() instanceof SaslAuthenticationException;
    }

    /** One more refusal may have been on its way. */
    private static Future<RecordMetadata> sendUntilAccepted(Producer<String, String> producer) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            Future<RecordMetadata> future = producer.send(new ProducerRecord<>("topic", "let in"));
            return (!future.isDone() || future.get() != null) && sent.add(future);
        });
        return sent.get(0);
    }

    /** Without the agent the second call waits for the answer to a request that was never sent. */
    @Test
    void aTransactionalProducerThatIsRefusedBeforeItHasAnIdIsToldAndMayTryAgain() {
        try (Cluster cluster = Cluster.start(script)) {
            Map<String, Object> settings = Clients.sasl(cluster, "client");
            settings.put("transactional.id", "transactions");
            settings.put("max.block.ms", "20000");
            try (Producer<String, String> producer = Clients.idempotentProducer(settings)) {
                assertThatThrownBy(producer::initTransactions)
                        .isInstanceOf(KafkaException.class)
                        .matches(OutlivedRefusalsIT::isRefusal);
                refusing.set(false);

                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptionsInstanceOf(SaslAuthenticationException.class)
                        .untilAsserted(producer::initTransactions);
            }
        }
    }
}
