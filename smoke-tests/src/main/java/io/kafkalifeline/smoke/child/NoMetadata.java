package io.kafkalifeline.smoke.child;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.MetadataUpdater;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.RequestHeader;

/** The nodes are as they are. {@code ManualMetadataUpdater} is that of brokers among themselves, whom nobody serves. */
record NoMetadata(List<Node> nodes) implements MetadataUpdater {
    @Override
    public List<Node> fetchNodes() {
        return nodes;
    }

    @Override
    public boolean isUpdateDue(long now) {
        return false;
    }

    @Override
    public long maybeUpdate(long now) {
        return Long.MAX_VALUE;
    }

    @Override
    public void handleServerDisconnect(long now, String nodeId, Optional<AuthenticationException> failure) {
        failure.ifPresent(e -> System.out.println("refused " + nodeId + " " + e));
    }

    @Override
    public void handleFailedRequest(long now, Optional<KafkaException> failure) {
        failure.ifPresent(e -> System.out.println("failed " + e));
    }

    @Override
    public void handleSuccessfulResponse(RequestHeader header, long now, MetadataResponse response) {
        throw new IllegalStateException("nobody has asked");
    }

    @Override
    public void close() {}
}
