package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.hooks.recording.NameLookup;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import java.net.InetAddress;
import java.util.List;
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
            return NameLookup.begun(host);
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object begun,
                @Advice.Return List<InetAddress> addresses,
                @Advice.Thrown Throwable thrown) {
            if (begun != null) {
                NameLookup.ended(begun, addresses, thrown);
            }
        }
    }
}
