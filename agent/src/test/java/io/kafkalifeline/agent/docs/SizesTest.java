package io.kafkalifeline.agent.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is read by people in a hurry stays short. */
class SizesTest {
    private static final int README_BYTES = 9_000;
    private static final int LINES_OF_A_RELEASE = 10;

    @Test
    void theReadmeIsReadInTenMinutes() throws IOException {
        assertThat(Markdown.of("README.md").text.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(README_BYTES);
    }

    @Test
    void aReleaseIsToldInTenLines() throws IOException {
        for (String release : Markdown.of("CHANGELOG.md").text.split("(?m)^## ", -1)) {
            long lines = Pattern.compile("(?m)^- ").matcher(release).results().count();
            assertThat(lines).as(release).isLessThanOrEqualTo(LINES_OF_A_RELEASE);
        }
    }
}
