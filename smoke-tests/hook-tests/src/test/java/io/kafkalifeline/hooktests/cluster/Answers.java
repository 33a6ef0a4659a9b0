package io.kafkalifeline.hooktests.cluster;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeClusterResponseData.DescribeClusterBroker;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;

/** The answers to ordinary requests, but for records: see {@link RecordAnswers}. */
final class Answers {
    /** The one version of each request that the cluster speaks; those of SASL and of records come before topic ids. */
    private static final Map<ApiKeys, Integer> VERSIONS = new LinkedHashMap<>();

    static {
        VERSIONS.put(ApiKeys.PRODUCE, 8);
        VERSIONS.put(ApiKeys.FETCH, 11);
        VERSIONS.put(ApiKeys.LIST_OFFSETS, 6);
        VERSIONS.put(ApiKeys.METADATA, 9);
        VERSIONS.put(ApiKeys.FIND_COORDINATOR, 3);
        VERSIONS.put(ApiKeys.SASL_HANDSHAKE, 1);
        VERSIONS.put(ApiKeys.API_VERSIONS, 4);
        VERSIONS.put(ApiKeys.INIT_PRODUCER_ID, 4);
        VERSIONS.put(ApiKeys.SASL_AUTHENTICATE, 2);
        VERSIONS.put(ApiKeys.DESCRIBE_CLUSTER, 0);
    }

    private static final int NODE = 0;

    private final String host;
    private final int port;
    private final Logs logs;
    private final Script script;

    Answers(String host, int port, Logs logs, Script script) {
        this.host = host;
        this.port = port;
        this.logs = logs;
        this.script = script;
    }

    /** By hand: the collection in Kafka's class for it has moved between releases. */
    static ByteBuffer apiVersions(short requestVersion) {
        boolean flexible = requestVersion >= 3;
        ByteBuffer answer = ByteBuffer.allocate(200).putShort((short) 0);
        if (flexible) {
            answer.put((byte) (VERSIONS.size() + 1));
        } else {
            answer.putInt(VERSIONS.size());
        }
        VERSIONS.forEach((api, version) -> {
            short oldest = api == ApiKeys.API_VERSIONS ? 0 : version.shortValue();
            answer.putShort(api.id).putShort(oldest).putShort(version.shortValue());
            tags(answer, flexible);
        });
        if (requestVersion >= 1) {
            answer.putInt(0);
        }
        tags(answer, flexible);
        return answer.flip();
    }

    private static void tags(ByteBuffer answer, boolean flexible) {
        if (flexible) {
            answer.put((byte) 0);
        }
    }

    ByteBuffer to(ApiKeys api, short version, ByteBuffer body, int throttleMs) {
        return Wire.bytes(message(api, version, new ByteBufferAccessor(body), throttleMs), version);
    }

    private Message message(ApiKeys api, short version, ByteBufferAccessor body, int throttleMs) {
        return switch (api) {
            case METADATA -> metadata(new MetadataRequestData(body, version)).setThrottleTimeMs(throttleMs);
            case DESCRIBE_CLUSTER -> cluster().setThrottleTimeMs(throttleMs);
            case LIST_OFFSETS ->
                offsets(new ListOffsetsRequestData(body, version)).setThrottleTimeMs(throttleMs);
            case INIT_PRODUCER_ID ->
                new InitProducerIdResponseData()
                        .setProducerId(logs.newProducerId())
                        .setProducerEpoch((short) 0)
                        .setThrottleTimeMs(throttleMs);
            case FIND_COORDINATOR ->
                new FindCoordinatorResponseData()
                        .setNodeId(NODE)
                        .setHost(host)
                        .setPort(port)
                        .setThrottleTimeMs(throttleMs);
            default -> throw new IllegalStateException("the cluster has no answer to " + api);
        };
    }

    private MetadataResponseData metadata(MetadataRequestData request) {
        MetadataResponseData answer =
                new MetadataResponseData().setClusterId("in-this-jvm").setControllerId(NODE);
        // As collections of the JDK: the types between have moved between releases.
        Collection<MetadataResponseBroker> brokers = answer.brokers();
        Topology topology = script.topology();
        if (topology == null) {
            for (int node = 0; node < script.nodes(); node++) {
                brokers.add(new MetadataResponseBroker()
                        .setNodeId(node)
                        .setHost(host)
                        .setPort(port));
            }
        } else {
            for (Topology.Node node : topology.nodes()) {
                brokers.add(new MetadataResponseBroker()
                        .setNodeId(node.id())
                        .setHost(node.host())
                        .setPort(node.cluster().port()));
            }
        }
        if (request.topics() != null) {
            for (MetadataRequestTopic topic : request.topics()) {
                logs.exists(topic.name());
            }
        }
        List<String> wanted = request.topics() == null
                ? logs.topics()
                : request.topics().stream().map(MetadataRequestTopic::name).toList();
        Collection<MetadataResponseTopic> topics = answer.topics();
        for (String topic : wanted) {
            int leader = topology == null ? Math.floorMod(topic.hashCode(), script.nodes()) : topology.leader(topic);
            topics.add(new MetadataResponseTopic()
                    .setName(topic)
                    .setPartitions(List.of(new MetadataResponsePartition()
                            .setPartitionIndex(0)
                            .setLeaderId(leader)
                            .setLeaderEpoch(0)
                            .setReplicaNodes(List.of(leader))
                            .setIsrNodes(List.of(leader)))));
        }
        return answer;
    }

    private DescribeClusterResponseData cluster() {
        DescribeClusterResponseData answer =
                new DescribeClusterResponseData().setClusterId("in-this-jvm").setControllerId(NODE);
        Collection<DescribeClusterBroker> brokers = answer.brokers();
        brokers.add(new DescribeClusterBroker().setBrokerId(NODE).setHost(host).setPort(port));
        return answer;
    }

    private ListOffsetsResponseData offsets(ListOffsetsRequestData request) {
        ListOffsetsResponseData answer = new ListOffsetsResponseData();
        for (ListOffsetsTopic topic : request.topics()) {
            ListOffsetsTopicResponse ofTopic = new ListOffsetsTopicResponse().setName(topic.name());
            for (ListOffsetsPartition partition : topic.partitions()) {
                boolean latest = partition.timestamp() == -1;
                ofTopic.partitions()
                        .add(new ListOffsetsPartitionResponse()
                                .setPartitionIndex(partition.partitionIndex())
                                .setOffset(latest ? logs.end(topic.name(), partition.partitionIndex()) : 0)
                                .setLeaderEpoch(0));
            }
            answer.topics().add(ofTopic);
        }
        return answer;
    }
}
