package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class DescribedTest {
    @Test
    void classAndPlaceAreToldAndTheMessageIsNot() {
        assertThat(Described.of(new IllegalStateException("password=hunter2")))
                .startsWith("java.lang.IllegalStateException at io.kafkalifeline.log.DescribedTest.")
                .doesNotContain("hunter2");
    }

    @Test
    void whatReflectionWrapsIsUnwrapped() {
        assertThat(Described.of(new InvocationTargetException(new ClassCastException("hunter2"))))
                .startsWith("java.lang.ClassCastException at ")
                .doesNotContain("hunter2");
    }

    @Test
    void thePlaceMayBeUnknown() {
        Exception placeless = new IllegalStateException();
        placeless.setStackTrace(new StackTraceElement[0]);
        assertThat(Described.of(placeless)).isEqualTo("java.lang.IllegalStateException");
    }
}
