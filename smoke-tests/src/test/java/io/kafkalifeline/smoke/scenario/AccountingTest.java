package io.kafkalifeline.smoke.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountingTest {
    private static final Scenario STRICT = Scenario.named("strict");

    private final WrittenLog log = new WrittenLog();

    @Test
    void acknowledgedButNotInTheLogIsLost() {
        write("idempotent", 0, 2);

        Row row = account(STRICT, producer("idempotent", 3, bits(0, 1, 2), bits()));

        assertThat(row.number("lost")).isEqualTo(1);
        assertThat(row.complaints()).containsExactly("lost=1");
    }

    @Test
    void failedButInTheLogIsToldApartFromLost() {
        write("idempotent", 0, 1);

        Row row = account(STRICT, producer("idempotent", 2, bits(0), bits(1)));

        assertThat(row.number("lost")).isZero();
        assertThat(row.number("in-log")).isEqualTo(1);
        assertThat(row.complaints()).containsExactly("failed=1", "in-log=1");
    }

    @Test
    void neitherAcknowledgedNorFailedIsUntold() {
        write("idempotent", 0);

        assertThat(account(STRICT, producer("idempotent", 2, bits(0), bits())).complaints())
                .containsExactly("untold=1");
    }

    @Test
    void secondCopyIsADuplicateAndNotOutOfOrder() {
        write("idempotent", 0, 1, 0);

        Row row = account(STRICT, producer("idempotent", 2, bits(0, 1), bits()));

        assertThat(row.number("dup")).isEqualTo(1);
        assertThat(row.number("order")).isZero();
    }

    @Test
    void overtakenInItsPartitionIsOutOfOrder() {
        write("idempotent", 1, 0);

        assertThat(account(STRICT, producer("idempotent", 2, bits(0, 1), bits()))
                        .complaints())
                .containsExactly("order=1");
    }

    @Test
    void offsetThatNeverReachedTheConsumerIsCounted() {
        write("feed", 0, 1, 2);

        Row row = account(STRICT, reader(bits(0, 2)));

        assertThat(row.number("sent")).isEqualTo(3);
        assertThat(row.complaints()).containsExactly("never=1");
    }

    @Test
    void whereConnectionsAreCutOnlyANetworkExceptionIsForgiven() {
        Scenario cut = Scenario.named("cut").tolerates(Tolerance.CUT_ON_THE_WIRE);
        Journal network = producer("plain", 1, bits(), bits(0));
        network.exceptions().put("callback NetworkException", 1L);
        Journal authentication = producer("plain", 1, bits(), bits(0));
        authentication.exceptions().put("callback SaslAuthenticationException", 1L);

        assertThat(account(cut, network).complaints()).isEmpty();
        assertThat(account(cut, authentication).complaints()).containsExactly("failed=1", "exc=1");
        assertThat(account(STRICT, network).complaints()).containsExactly("failed=1", "exc=1");
    }

    @Test
    void refusedCredentialsMustBeToldAsSuchAndInTime() {
        Scenario revoked = Scenario.named("revoked").toldBy(12);
        Journal silent = producer("plain", 1, bits(), bits(0));
        silent.exceptions().put("callback TimeoutException", 1L);
        Journal told = told("plain", 11_000);
        Journal late = told("plain", 14_000);

        assertThat(account(revoked, silent).complaints())
                .containsExactly("never told that the credentials are refused");
        assertThat(account(revoked, told).complaints()).isEmpty();
        assertThat(account(revoked, late).complaints()).containsExactly("told after 14000 ms > 12000.0 ms");
        assertThat(account(revoked, told("transactional", 25_000)).complaints()).isEmpty();
    }

    @Test
    void aGapIsMeasuredAgainstTheLimitAndThePeriodOfTheClient() {
        Scenario smooth = Scenario.named("smooth").longestGap(100);

        assertThat(account(smooth, waited(150, 0)).complaints()).isEmpty();
        assertThat(account(smooth, waited(151, 0)).complaints()).containsExactly("gap 151 ms > 50+100");
        assertThat(account(smooth, waited(5_000, 1)).complaints()).containsExactly("silent=1", "gap 5000 ms > 50+100");
        assertThat(account(STRICT, waited(5_000, 1)).complaints()).isEmpty();
    }

    private static Journal waited(long gapMs, long silences) {
        return journal("bursts", bits(), bits(), Map.of(), Map.of("period-ms", 50L, "gap", gapMs, "silent", silences));
    }

    private static Journal told(String kind, long afterMs) {
        Journal journal = journal(kind, bits(), bits(0), Map.of(), Map.of("sent", 1L, "first-exc-ms", afterMs));
        journal.exceptions().put("callback SaslAuthenticationException", 1L);
        return journal;
    }

    private void write(String kind, int... sequences) {
        for (int i = 0; i < sequences.length; i++) {
            log.add("run-" + kind, 0, i, sequences[i]);
        }
    }

    private Row account(Scenario scenario, Journal journal) {
        return new Accounting(scenario, 20, true, "run", log).row(journal);
    }

    private static Journal producer(String kind, long sent, BitSet acknowledged, BitSet failed) {
        return journal(kind, acknowledged, failed, Map.of(), Map.of("sent", sent));
    }

    private static Journal reader(BitSet delivered) {
        return journal("classic", bits(), bits(), Map.of("run-feed-0", delivered), Map.of());
    }

    private static Journal journal(
            String kind, BitSet acknowledged, BitSet failed, Map<String, BitSet> delivered, Map<String, Long> numbers) {
        return new Journal(kind, acknowledged, failed, delivered, new TreeMap<>(), numbers);
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int one : set) {
            bits.set(one);
        }
        return bits;
    }
}
