package io.kafkalifeline.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** agent/docs/settings.md has the table of settings between two comments; this says what belongs there. */
class SettingsTableTest {
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->";

    @Test
    void theDocumentListsTheSettingsThatThereAre() throws IOException {
        String document = Files.readString(Path.of("docs", "settings.md"));
        assertThat(document).contains(BEGIN, END);
        assertThat(document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END)))
                .isEqualTo(table());
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder("| key | default | values | what it does |\n| --- | --- | --- | --- |\n");
        for (Setting setting : Setting.all()) {
            table.append("| `")
                    .append(setting.key())
                    .append("` | ")
                    .append(setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`")
                    .append(" | ")
                    .append(setting.value().valid())
                    .append(" | ")
                    .append(setting.description())
                    .append(" |\n");
        }
        return table.toString();
    }
}
