package io.kafkalifeline.smoke;

import org.junit.jupiter.api.Tag;

/** The same with the release before. */
@Tag("complete")
class FailedInitialisationOfOlderClientsIT extends FailedInitialisationIT {
    @Override
    String version() {
        return "4.3.1";
    }
}
