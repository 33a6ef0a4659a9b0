package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.asm.Advice;

/** The look-up of a broker's name. */
@Rewrites("clients.ClientUtils")
final class ClientUtilsHooks {
    private ClientUtilsHooks() {}

    /** Phase {@code dns}; bootstrap names are resolved elsewhere, before there is a connection. */
    @Hook(
            feature = {RECORDING, DIAGNOSIS},
            method = "resolve")
    static final class Resolve {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.Argument(0) String host) {
            InitRecorder recorder = Attempts.resolving();
            if (recorder != null) {
                recorder.begin(Phase.DNS);
                recorder.detail(Detail.DNS_QUESTION, host);
            }
            return recorder;
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object recorder,
                @Advice.Return List<InetAddress> addresses,
                @Advice.Thrown Throwable thrown) {
            if (recorder == null) {
                return;
            }
            InitRecorder dns = (InitRecorder) recorder;
            if (thrown != null) {
                dns.fail(Failures.of(thrown));
                return;
            }
            dns.detail(
                    Detail.DNS_ANSWERS,
                    addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.toList()));
            dns.end();
        }
    }
}
