package io.kafkalifeline.hooks.timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
    private static final String WHY = "broker b-1:9098 (id 1) failed at tcp";

    @Test
    void aTimeoutGetsItsCause() {
        TimeoutException timeout = new TimeoutException("Topic t not present in metadata after 60000 ms.");
        StackTraceElement[] stack = timeout.getStackTrace();

        explain(timeout);

        assertThat(timeout).hasMessage("Topic t not present in metadata after 60000 ms.");
        assertThat(timeout.getStackTrace()).isEqualTo(stack);
        assertThat(timeout.getCause()).isExactlyInstanceOf(KafkaException.class).hasMessage(WHY);
        assertThat(timeout.getSuppressed()).isEmpty();
    }

    @Test
    void onceAndNotAgain() {
        TimeoutException timeout = new TimeoutException("timed out");

        explain(timeout);
        explain(timeout);
        explain(new ExecutionException(timeout));

        assertThat(timeout.getCause().getCause()).isNull();
        assertThat(timeout.getSuppressed()).isEmpty();
        assertThat(timeout.getCause().getSuppressed()).isEmpty();
    }

    @Test
    void aTimeoutThatHasACauseKeepsIt() {
        DisconnectException disconnect = new DisconnectException();
        TimeoutException timeout = new TimeoutException("timed out", disconnect);

        explain(timeout);
        explain(timeout);

        assertThat(timeout).hasCause(disconnect);
        assertThat(timeout.getSuppressed()).hasSize(1);
        assertThat(timeout.getSuppressed()[0]).hasMessage(WHY);
    }

    @Test
    void aCauseOfNullThatWasGivenToTheConstructorStands() {
        TimeoutException timeout = new TimeoutException("timed out", null);

        explain(timeout);

        assertThat(timeout.getCause()).isNull();
        assertThat(timeout.getSuppressed()).hasSize(1);
    }

    @Test
    void aTimeoutInsideAnotherExceptionIsFound() {
        TimeoutException timeout = new TimeoutException("timed out");

        explain(new KafkaException("Cannot execute transactional method", new ExecutionException(timeout)));

        assertThat(timeout.getCause()).hasMessage(WHY);
    }

    @Test
    void whatIsNoTimeoutStaysAsItIs() {
        SaslAuthenticationException refused = new SaslAuthenticationException("Authentication failed");

        explain(refused);
        explain(null);

        assertThat(refused.getCause()).isNull();
        assertThat(refused.getSuppressed()).isEmpty();
    }

    @Test
    void theExceptionThatAllClientsShareStaysAsItIs() {
        Throwable shared = Errors.REQUEST_TIMED_OUT.exception();

        explain(shared);

        assertThat(shared.getCause()).isNull();
        assertThat(shared.getSuppressed()).isEmpty();
    }

    @Test
    void nothingToSayMeansNothingAttached() {
        TimeoutException timeout = new TimeoutException("timed out");

        Timeouts.explain(timeout, () -> null, found -> WHY);

        assertThat(timeout.getCause()).isNull();
    }

    @Test
    void itSurvivesSerialisation() throws Exception {
        TimeoutException timeout = new TimeoutException("timed out");
        explain(timeout);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(timeout);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((Throwable) in.readObject()).getCause()).hasMessage(WHY);
        }
    }

    private static void explain(Throwable thrown) {
        Timeouts.attach(thrown, () -> WHY);
    }
}
