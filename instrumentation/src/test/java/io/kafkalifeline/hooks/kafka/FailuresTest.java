package io.kafkalifeline.hooks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.memory.MemoryPool;
import org.apache.kafka.common.network.InvalidReceiveException;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.types.SchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    @Test
    void brokersErrorsKeepKafkasNames() {
        assertThat(errorType(new SaslAuthenticationException("Authentication failed")))
                .isEqualTo("SASL_AUTHENTICATION_FAILED");
        assertThat(errorType(new IllegalSaslStateException("Unexpected handshake request")))
                .isEqualTo("ILLEGAL_SASL_STATE");
        assertThat(errorType(new UnsupportedSaslMechanismException("not enabled")))
                .isEqualTo("UNSUPPORTED_SASL_MECHANISM");
        assertThat(errorType(new UnsupportedVersionException("no common version")))
                .isEqualTo("UNSUPPORTED_VERSION");
        assertThat(Failures.of(Errors.INVALID_REQUEST).errorType()).isEqualTo("INVALID_REQUEST");
    }

    /** It is a client's network thread that asks. */
    @Test
    void causesThatGoRoundInARingHaveAnEnd() {
        Exception vault = new IllegalStateException("vault is unavailable");
        Exception login = new IllegalStateException("no login", vault);
        vault.initCause(login);

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(errorType(new IOException("Channel could not be created", login)))
                    .isEqualTo("java.lang.IllegalStateException");
            assertThat(Failures.isOfCredentials(login)).isFalse();
        });
    }

    @Test
    void anExceptionThatThrowsWhenItsCauseIsAskedForIsTheInnermost() {
        Exception endless = new IllegalStateException("vault is unavailable") {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(Failures.of(new IOException("Channel could not be created", endless))
                        .message())
                .hasToString("Channel could not be created: vault is unavailable");
    }

    @Test
    void whatHasNoNameInKafkasProtocolKeepsItsClass() {
        assertThat(errorType(new AuthenticationException("no such thing")))
                .isEqualTo("org.apache.kafka.common.errors.AuthenticationException");
    }

    @Test
    void theWrapperThatEndsAnAuthenticationIsLookedThrough() {
        var wrapped = new DelayedResponseAuthenticationException(new IllegalSaslStateException("Unexpected"));

        assertThat(errorType(wrapped)).isEqualTo("ILLEGAL_SASL_STATE");
        assertThat(Failures.of(wrapped).message()).hasToString("Unexpected");
    }

    @Test
    void tlsFailuresCarryTheEnginesException() {
        var handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(new java.security.cert.CertPathBuilderException("unable to find valid path"));

        assertThat(errorType(new SslAuthenticationException("SSL handshake failed", handshake)))
                .isEqualTo("javax.net.ssl.SSLHandshakeException");
        assertThat(errorType(new SslAuthenticationException(
                        "SSL handshake failed", new SSLException("Unsupported or unrecognized SSL message"))))
                .isEqualTo("javax.net.ssl.SSLException");
    }

    @Test
    void aCredentialSourcesOwnExceptionTellsMoreThanTheOnesAroundIt() {
        var source = new IllegalStateException("metadata service does not answer");
        var failure = new SaslAuthenticationException(
                "An error occurred when evaluating SASL token",
                new SaslException("Failed to find credentials", source));

        assertThat(errorType(failure)).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void networkFailuresHaveShortNames() {
        assertThat(errorType(new ConnectException("Connection refused"))).isEqualTo("connection_refused");
        assertThat(errorType(new EOFException())).isEqualTo("connection_closed");
        assertThat(errorType(new SocketException("Connection reset"))).isEqualTo("connection_reset");
        assertThat(errorType(new IOException("Connection reset by peer"))).isEqualTo("connection_reset");
        assertThat(errorType(new IOException("Broken pipe"))).isEqualTo("connection_reset");
        assertThat(errorType(new UnknownHostException("nowhere"))).isEqualTo("java.net.UnknownHostException");
    }

    @Test
    void whatCannotBeReachedIsNeitherResetNorRefused() {
        assertThat(errorType(new SocketException("Network is unreachable"))).isEqualTo("unreachable");
        assertThat(errorType(new NoRouteToHostException("No route to host"))).isEqualTo("unreachable");
        assertThat(errorType(new ConnectException("Connection timed out"))).isEqualTo("timed_out");
        assertThat(errorType(new IOException("Connection timed out"))).isEqualTo("timed_out");
        assertThat(errorType(new SocketException("Socket is closed"))).isEqualTo("java.net.SocketException");
    }

    @Test
    void answersThatAreNotKafkasMeanAnotherProtocol() {
        assertThat(errorType(new InvalidReceiveException("Invalid receive (size = 1213486160 larger than 524288)")))
                .isEqualTo("wrong_protocol");
        assertThat(errorType(new IllegalSaslStateException(
                        "Invalid SASL mechanism response", new SchemaException("Error reading field"))))
                .isEqualTo("wrong_protocol");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x15030100, 0x15030300, 0x15030304})
    void aTlsAlertInPlaceOfALengthMeansThatThePortExpectsTls(int length) throws IOException {
        assertThat(Failures.ofUnfinished(received(length)).errorType()).isEqualTo("wrong_protocol");
    }

    @Test
    void anOrdinaryUnfinishedAnswerMeansNothing() throws IOException {
        assertThat(Failures.ofUnfinished(received(4096))).isNull();
        assertThat(Failures.ofUnfinished(new NetworkReceive("1"))).isNull();
        assertThat(Failures.ofUnfinished(null)).isNull();
    }

    private static String errorType(Throwable thrown) {
        return Failures.of(thrown).errorType();
    }

    private static NetworkReceive received(int length) throws IOException {
        NetworkReceive receive = new NetworkReceive(NetworkReceive.UNLIMITED, "1", new ExhaustedPool());
        byte[] bytes = ByteBuffer.allocate(4).putInt(length).array();
        receive.readFrom(new Scattering(Channels.newChannel(new java.io.ByteArrayInputStream(bytes))));
        return receive;
    }

    /** Has the name and the shape of Kafka's own, which is not visible here. */
    private static final class DelayedResponseAuthenticationException extends AuthenticationException {
        DelayedResponseAuthenticationException(Throwable cause) {
            super(cause);
        }
    }

    /** So that no test asks for the 350 MB that a misread length stands for. */
    private static final class ExhaustedPool implements MemoryPool {
        @Override
        public ByteBuffer tryAllocate(int sizeBytes) {
            return null;
        }

        @Override
        public void release(ByteBuffer previouslyAllocated) {}

        @Override
        public long size() {
            return 0;
        }

        @Override
        public long availableMemory() {
            return 0;
        }

        @Override
        public boolean isOutOfMemory() {
            return true;
        }
    }

    private record Scattering(ReadableByteChannel channel) implements ScatteringByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return target.hasRemaining() ? Math.max(0, channel.read(target)) : 0;
        }

        @Override
        public long read(ByteBuffer[] targets) throws IOException {
            return read(targets[0]);
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return read(targets[offset]);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
