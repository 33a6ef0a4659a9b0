package io.kafkalifeline.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "b-1.example, b-1.example:9092",
        "10.0.0.7, 10.0.0.7:9092",
        "::1, [::1]:9092",
        "0:0:0:0:0:0:0:1, [::1]:9092",
        "0:0:0:0:0:0:0:0, [::]:9092",
        "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]:9092",
        "2001:0db8:0000:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:9092",
        "fe80:0:0:0:1:2:3:4%eth0, [fe80::1:2:3:4%eth0]:9092",
        "2001:db8:1:2:3:4:0:0, [2001:db8:1:2:3:4::]:9092"
    })
    void ipv6IsCompressedAndInBrackets(String host, String text) {
        assertThat(HostPort.of(host, 9092)).isEqualTo(text);
    }

    @Test
    void aBrokerIsNamedWithTheAddressThatWasDialled() {
        Target named = new Target("c", "1", "broker.example", 9092, null);
        Target literal = new Target("c", "1", "0:0:0:0:0:0:0:1", 9092, null);

        assertThat(named.at(new PeerAddress("10.0.0.7", 1, 2)))
                .isEqualTo("broker.example:9092 (id 1, 10.0.0.7, 1 of 2)");
        assertThat(named.at(new PeerAddress("0:0:0:0:0:0:0:1", 1, 1))).isEqualTo("broker.example:9092 (id 1, ::1)");
        assertThat(named.at(null)).isEqualTo("broker.example:9092 (id 1)");
        assertThat(literal.at(new PeerAddress("0:0:0:0:0:0:0:1", 1, 1))).isEqualTo("[::1]:9092 (id 1)");
    }
}
