package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.msk.CredentialSource;
import io.kafkalifeline.smoke.msk.KafkaCluster;
import io.kafkalifeline.smoke.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/** What a scenario acts on: the brokers and where the clients' credentials come from. */
public final class Fixture {
    private final KafkaCluster cluster;
    private final CredentialSource credentials;
    private String[] limited = {};

    Fixture(KafkaCluster cluster, CredentialSource credentials) {
        this.cluster = cluster;
        this.credentials = credentials;
    }

    KafkaCluster cluster() {
        return cluster;
    }

    CredentialSource credentials() {
        return credentials;
    }

    /** As at the beginning: nobody expires, nobody is slow. */
    void reset() {
        credentials.reset();
        cluster.network(Network.LOOPBACK);
        cluster.follow("");
        if (limited.length > 0) {
            quota(0, limited);
        }
    }

    /** Limits what these clients may write, each to each broker; 0 for no limit. */
    void quota(int bytesPerSecond, String... clientIds) {
        limited = bytesPerSecond == 0 ? new String[0] : clientIds.clone();
        try (Admin admin = Admin.create(cluster.internal())) {
            List<ClientQuotaAlteration> alterations = new ArrayList<>();
            for (String clientId : clientIds) {
                alterations.add(new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, clientId)),
                        List.of(new ClientQuotaAlteration.Op(
                                "producer_byte_rate", bytesPerSecond == 0 ? null : (double) bytesPerSecond))));
            }
            admin.alterClientQuotas(alterations).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
