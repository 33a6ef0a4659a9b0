package io.kafkalifeline.smoke.demo;

import java.util.List;

/** The demo did not show what it promises. */
public final class DemoFailed extends RuntimeException {
    DemoFailed(List<String> complaints) {
        super(String.join("; ", complaints));
    }
}
