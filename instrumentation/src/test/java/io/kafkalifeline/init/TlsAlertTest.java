package io.kafkalifeline.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsAlertTest {
    @ParameterizedTest
    @ValueSource(longs = {0x15030100, 0x15030300, 0x15030304})
    void isRecognisedInEveryVersion(long length) {
        assertThat(TlsAlert.isReadAsLength(length)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 100, 0x1503, 0x16030100, 0x15020100, 0x48545450, -1})
    void nothingElseIsOne(long length) {
        assertThat(TlsAlert.isReadAsLength(length)).isFalse();
    }
}
