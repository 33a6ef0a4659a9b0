package io.kafkalifeline.agent.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkalifeline.agent.AgentClassLoader;
import io.kafkalifeline.weave.Feature;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IsolationIT {
    private ClassLoader loader;

    @BeforeEach
    void open() throws IOException {
        loader = new AgentClassLoader(AgentJar.file());
    }

    @Test
    void ourClassesAndWhatTheyBringAreLoadedApartFromTheApplications() throws ClassNotFoundException {
        for (String name :
                new String[] {Feature.class.getName(), "net.bytebuddy.ByteBuddy", "io.opentelemetry.api.trace.Span"}) {
            Class<?> isolated = loader.loadClass(name);
            assertThat(isolated.getClassLoader()).isSameAs(loader);
            assertThat(isolated).isNotSameAs(Class.forName(name)).isSameAs(loader.loadClass(name));
        }
        assertThat(loader.loadClass("java.util.logging.Logger")).isSameAs(java.util.logging.Logger.class);
    }

    @Test
    void theApplicationsClassesAreNotSeen() {
        assertThatThrownBy(() -> loader.loadClass(IsolationIT.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass("org.apache.kafka.clients.NetworkClient"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.getResource("org/apache/kafka/clients/NetworkClient.class"))
                .isNull();
    }

    @Test
    void servicesOfOpenTelemetryAreFound() throws ClassNotFoundException {
        Class<?> service = loader.loadClass("io.opentelemetry.sdk.common.export.HttpSenderProvider");
        assertThat(ServiceLoader.load(service, loader)).hasSize(1);
    }

    @Test
    void classFilesAreResources() throws IOException {
        String name = "net/bytebuddy/ByteBuddy.class";
        URL url = loader.getResource(name);
        assertThat(url).asString().endsWith("!/inst/net/bytebuddy/ByteBuddy.classdata");
        assertThat(Collections.list(loader.getResources(name))).hasSize(1);
        try (InputStream fromUrl = url.openStream();
                InputStream direct = loader.getResourceAsStream(name)) {
            assertThat(fromUrl).hasSameContentAs(direct);
        }
    }
}
