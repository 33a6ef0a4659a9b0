package io.kafkalifeline.hooks.recording;

import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Phase;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/** Phase {@code dns} of the initialisation that is under way on this thread. */
public final class NameLookup {
    private NameLookup() {}

    /** Returns what {@link #ended} is to be called with; null where no initialisation is under way on this thread. */
    public static Object begun(String host) {
        Link link = Initialisations.resolving();
        InitRecorder recorder = link == null ? null : Initialisations.recorder(link);
        if (recorder != null) {
            recorder.begin(Phase.DNS);
            recorder.detail(Detail.DNS_QUESTION, host);
        }
        return recorder == null ? null : link;
    }

    /** One of {@code addresses} and {@code thrown} is null. */
    public static void ended(Object begun, List<InetAddress> addresses, Throwable thrown) {
        InitRecorder recorder = Initialisations.recorder((Link) begun);
        if (thrown != null) {
            recorder.fail(Failures.of(thrown));
            return;
        }
        List<String> answers =
                addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.toList());
        Initialisations.resolved((Link) begun, answers);
        recorder.detail(Detail.DNS_ANSWERS, answers);
        recorder.end();
    }
}
