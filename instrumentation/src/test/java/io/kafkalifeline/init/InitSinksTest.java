package io.kafkalifeline.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitSinksTest {
    private final InitRecorder recorder = new InitRecorder(
            new Target("orders", "1", "b-1.example", 9098, "SASL_SSL"), new Object(), null, 1, null, 0, () -> 0);

    @Test
    void everySinkHearsOfEverythingInItsTurn() {
        List<String> heard = new ArrayList<>();
        InitSinks.all(List.of(ended -> heard.add("first"), ended -> heard.add("second"), ended -> heard.add("third")))
                .accept(recorder.finish(Outcome.READY));
        assertThat(heard).containsExactly("first", "second", "third");
    }

    @Test
    void nobodyNeedsToHear() {
        InitSink nobody = InitSinks.all(List.of());
        assertThatCode(() -> nobody.accept(recorder.finish(Outcome.READY))).doesNotThrowAnyException();
    }

    /** A default body would let an implementation swallow an event that it does not know. */
    @Test
    void whoeverImplementsTheseTreatsEveryEvent() {
        for (Class<?> type : List.of(InitSink.class, ConnectionCounts.class, StartContext.class)) {
            assertThat(type.getDeclaredMethods()).noneMatch(Method::isDefault);
        }
    }
}
