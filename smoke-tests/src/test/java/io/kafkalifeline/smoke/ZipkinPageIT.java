package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.zipkin.ZipkinServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator sees of an initialisation in Zipkin's page, with a real browser; makes the picture in README.md. */
@Tag("browser")
class ZipkinPageIT {
    private static final String CLIENT = "SASL_SSL_SCRAM";
    private static final Path PICTURE = Path.of("docs", "zipkin-initialisation.png");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    @Test
    void everyPhaseOfAnInitialisationIsOnThePage() throws Exception {
        List<OtlpSpan> spans = spans();
        List<SetupTrace> setups = SetupTrace.of(spans, CLIENT);
        // The last: by then the client has loaded its classes, and the time is the broker's.
        SetupTrace shown = setups.get(setups.size() - 1);
        assertThat(shown.phaseNames()).hasSize(7);
        try (ZipkinServer zipkin = ZipkinServer.start()) {
            zipkin.take(spans);
            String url = zipkin.page(shown.setup().traceId());
            String page = Chromium.page(url);
            assertThat(page).contains("orders", shown.setup().name().toLowerCase(Locale.ROOT));
            assertThat(shown.phaseNames())
                    .allSatisfy(phase -> assertThat(page).contains(phase.toLowerCase(Locale.ROOT)));
            inTheOrderOfTime(page, shown);
            Chromium.picture(url, WIDTH, HEIGHT, PICTURE.toAbsolutePath());
        }
        assertThat(Files.size(PICTURE)).isBetween(20_000L, 300_000L);
    }

    private static void inTheOrderOfTime(String page, SetupTrace shown) {
        List<Integer> places = shown.phaseNames().stream()
                .map(phase -> page.indexOf(phase.toLowerCase(Locale.ROOT)))
                .toList();
        assertThat(places).isSorted();
    }

    private static List<OtlpSpan> spans() throws InterruptedException {
        Properties client = SharedBroker.get().clientProperties(CLIENT);
        client.setProperty("client.id", CLIENT);
        String file = Workspace.clientFile("zipkin", client).toString();
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("zipkin-application", "4.4.0")
                        .env(Application.exportTo(collector))
                        .env("OTEL_SERVICE_NAME", "orders")
                        .main(ConnectOnce.class.getName(), "one-by-one", SharedBroker.TOPIC, file))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();
            return collector.spans();
        }
    }
}
