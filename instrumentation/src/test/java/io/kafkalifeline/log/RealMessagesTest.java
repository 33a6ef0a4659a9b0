package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Kafka's client and brokers, MSK and AWS's SDK, Strimzi's OAuth, and the JDK's TLS, Kerberos and sockets say when
 * something is wrong remains readable. The corpus {@code messages.txt} has one message a line, by where it comes from;
 * behind {@code =>} stands what is to be seen, where that is not all of it.
 */
class RealMessagesTest {
    private static final String ARROW = " => ";

    static Stream<String> messages() throws IOException {
        try (InputStream in = RealMessagesTest.class.getResourceAsStream("messages.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toList());
            return lines.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aRealMessageRemainsReadable(String line) {
        int arrow = line.indexOf(ARROW);
        String message = arrow < 0 ? line : line.substring(0, arrow);
        String shown = arrow < 0 ? line : line.substring(arrow + ARROW.length());

        assertThat(Scrubber.scrub(message)).isEqualTo(shown);
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertThat(messages()).hasSizeGreaterThan(150);
    }
}
