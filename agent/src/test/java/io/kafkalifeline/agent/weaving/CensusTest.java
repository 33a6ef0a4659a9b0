package io.kafkalifeline.agent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an operator hears of a class that was loaded while the agent was being attached. */
class CensusTest {
    private static final String LIBRARY = "kafka-clients 9.9.9 in attached class loader";

    @Test
    void aClassThatWasLoadedDuringAnAttachIsServedAndNoStackIsBlamed() {
        Attached attached = new Attached();
        List<String> lines = StandardError.linesOf(() -> {
            new Census(new SecondTries(attached), getClass().getClassLoader(), kafkaClass -> false).linked();
            assertThat(attached.served.await(30, TimeUnit.SECONDS)).isTrue();
            return null;
        });
        assertThat(lines)
                .containsExactly("[kafka-lifeline] " + LIBRARY
                        + " is not served yet, that is tried again: a class was loaded unseen");
    }

    /** A kafka-clients of which one class was never seen. */
    private static final class Attached implements SecondTries.Serving {
        private final CountDownLatch served = new CountDownLatch(1);

        @Override
        public Object pause(ClassLoader loader) {
            return LIBRARY;
        }

        @Override
        public void giveUp(ClassLoader loader, String why) {
            throw new AssertionError(why);
        }

        @Override
        public List<Class<?>> loaded(ClassLoader loader) {
            return List.of(CensusTest.class);
        }

        @Override
        public void serveAnew(ClassLoader loader, Class<?> kafkaClass) {
            served.countDown();
        }

        @Override
        public void execute(Runnable task) {
            Thread thread = new Thread(task, "census");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
