package io.kafkalifeline.agent.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a document refers to is there. */
class LinksTest {
    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Markdown document : Markdown.all()) {
            for (String link : document.links()) {
                if (!link.startsWith("https://") && !leadsSomewhere(document, link)) {
                    dead.add(document + ": " + link);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Markdown document, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty()
                ? document.file
                : document.file.resolveSibling(path).normalize();
        if (!Files.exists(target) || !target.startsWith(Markdown.PROJECT)) {
            return false;
        }
        return hash < 0
                || Markdown.of(Markdown.PROJECT.relativize(target).toString())
                        .anchors()
                        .contains(link.substring(hash + 1));
    }

    /** A document that nothing refers to is found by nobody. */
    @Test
    void everyDocumentIsReferredTo() throws IOException {
        String readme = Markdown.of("README.md").text;
        for (Markdown document : Markdown.all()) {
            if (!document.toString().equals("README.md")) {
                assertThat(readme).as("README.md").contains("(" + document + ")");
            }
        }
    }
}
