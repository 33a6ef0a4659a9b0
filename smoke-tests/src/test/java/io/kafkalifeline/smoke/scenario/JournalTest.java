package io.kafkalifeline.smoke.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @Test
    void readsWhatItWrote(@TempDir Path directory) {
        BitSet acknowledged = new BitSet();
        acknowledged.set(0, 100);
        acknowledged.set(102);
        BitSet failed = new BitSet();
        failed.set(100, 102);
        Journal journal = new Journal(
                "plain",
                acknowledged,
                failed,
                Map.of("feed-0", acknowledged),
                Map.of("callback NetworkException", 2L),
                Map.of("sent", 103L));
        Path file = directory.resolve("plain.journal");

        journal.write(file);

        assertThat(Journal.read(file)).isEqualTo(journal);
    }
}
