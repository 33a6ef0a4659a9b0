package io.kafkalifeline.hooks.renewal;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.weave.Requires;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.JoinGroupRequest;
import org.apache.kafka.common.requests.ShareFetchRequest;

/** How long a broker may deliberately keep a request before it answers, and reads nothing else meanwhile. */
final class WaitBound {
    private WaitBound() {}

    static long nanos(AbstractRequest request) {
        switch (request.apiKey().name()) {
            case "FETCH":
                return millis(((FetchRequest) request).maxWait());
            case "SHARE_FETCH":
                return ShareFetch.nanos(request);
            case "JOIN_GROUP":
                // Until all members have joined; the session timeout is what stock itself allows on top.
                return millis(((JoinGroupRequest) request).data().rebalanceTimeoutMs());
            default:
                return 0;
        }
    }

    private static long millis(int ms) {
        return TimeUnit.MILLISECONDS.toNanos(Math.max(0, ms));
    }

    /** The share consumer's request; a class of its own, because releases before 3.9 have no such request. */
    @Requires(
            feature = REAUTHENTICATION,
            type = "common.requests.ShareFetchRequest",
            members = "data()",
            optional = true)
    @Requires(
            feature = REAUTHENTICATION,
            type = "common.message.ShareFetchRequestData",
            members = "maxWaitMs()",
            optional = true)
    private static final class ShareFetch {
        static long nanos(AbstractRequest request) {
            return millis(((ShareFetchRequest) request).data().maxWaitMs());
        }
    }
}
