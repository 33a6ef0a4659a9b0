package io.kafkalifeline.agent.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad moment of a thread of the application's decides nothing for ever. */
class BadMomentsTest {
    private static final String SERVED = "address of lookup seen";
    /** Enough to load a class without an agent; by far too few to weave one. */
    private static final int FRAMES_LEFT = 250;

    private static final String STOCK = "address of lookup";

    @BeforeAll
    static void install() {
        SampleAgent.install();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack", "memory", "files"})
    void whatFailedForAMomentIsServedALittleLater(String what) throws Exception {
        AtomicInteger left = new AtomicInteger(1);
        SampleLoader loader = new SampleLoader("short of " + what).reading(() -> {
            if (left.getAndDecrement() > 0) {
                fail(what);
            }
        });
        List<String> lines = new ArrayList<>();
        UnaryOperator<String> channel = StandardError.whileCalling(lines, () -> {
            UnaryOperator<String> made = loader.channel();
            assertThat(made.apply("lookup")).isIn(STOCK, SERVED);
            await().until(() -> made.apply("lookup").equals(SERVED));
            return made;
        });
        assertThat(channel.apply("skip")).isEqualTo("skipped");
        assertThat(lines)
                .anyMatch(line -> line.contains("in short of " + what + " class loader is not served yet"))
                .anyMatch(line -> line.contains("serves kafka-clients 9.9.9 in short of " + what));
    }

    @Test
    void aThreadWithLittleStackLeftLoadsTheFirstClass() throws Exception {
        SampleLoader loader = new SampleLoader("deep");
        Thread thread = new Thread(null, () -> descend(depth(0) - FRAMES_LEFT, loader), "deep", 256 << 10);
        thread.start();
        thread.join();
        await().until(() -> loader.channel().apply("lookup").equals(SERVED));
        assertThat(loader.channel().apply("skip")).isEqualTo("skipped");
    }

    private static int depth(int reached) {
        try {
            return reached < 1_000_000 ? depth(reached + 1) : reached;
        } catch (StackOverflowError e) {
            return reached;
        }
    }

    private static int descend(int frames, SampleLoader loader) {
        if (frames > 0) {
            return 1 + descend(frames - 1, loader);
        }
        loader.channel();
        return 0;
    }

    @Test
    void anInterruptIsStillThereAndNoReadingHasSeenIt() {
        SampleLoader loader = new SampleLoader("interrupted").reading(() -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
        });
        Thread.currentThread().interrupt();
        UnaryOperator<String> channel = loader.channel();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(channel.apply("lookup")).isEqualTo(SERVED);
    }

    /** Each loader's lock is held by a thread that weaves, and wanted by the other's reading. */
    @Test
    void loadersThatReadUnderTheirLocksDoNotBlockEachOther() throws Exception {
        Object lock = new Object();
        CountDownLatch both = new CountDownLatch(2);
        SampleLoader one = new SampleLoader("one").reading(() -> underLock(lock));
        SampleLoader other = new SampleLoader("other").reading(() -> underLock(lock));
        List<Thread> threads = List.of(
                new Thread(() -> {
                    both.countDown();
                    synchronized (lock) {
                        one.channel();
                    }
                }),
                new Thread(() -> {
                    both.countDown();
                    awaitUninterrupted(both);
                    other.channel();
                }));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).as("blocked").isFalse();
        }
        assertThat(one.channel().apply("lookup")).isEqualTo(SERVED);
        assertThat(other.channel().apply("lookup")).isEqualTo(SERVED);
    }

    private static void underLock(Object lock) {
        synchronized (lock) {
            assertThat(lock).isNotNull();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fail(String what) throws IOException {
        if (what.equals("stack")) {
            throw new StackOverflowError();
        }
        if (what.equals("memory")) {
            throw new OutOfMemoryError("Java heap space");
        }
        throw new IOException("Too many open files");
    }
}
