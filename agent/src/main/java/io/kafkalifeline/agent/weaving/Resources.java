package io.kafkalifeline.agent.weaving;

import java.io.IOException;

/** Reads what a loader offers. */
interface Resources {
    /**
     * Reads one resource.
     *
     * @param name with slashes, such as {@code org/apache/kafka/common/network/Selector.class}
     * @return null where there is none
     */
    byte[] read(String name) throws IOException;
}
