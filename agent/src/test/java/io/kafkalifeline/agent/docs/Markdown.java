package io.kafkalifeline.agent.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One document of the project, as far as the tests need to understand it. */
final class Markdown {
    /** The project's directory, from that of this module. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    final Path file;
    final String text;
    /** Without the blocks between fences. */
    final String prose;

    private Markdown(Path file) throws IOException {
        this.file = file;
        this.text = Files.readString(file);
        this.prose = FENCE.matcher(text).replaceAll("");
    }

    /** @param path from the project's directory */
    static Markdown of(String path) throws IOException {
        return new Markdown(PROJECT.resolve(path));
    }

    /** All documents, without what a build has made. */
    static List<Markdown> all() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return name.equals("target") || name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                if (each.toString().endsWith(".md")) {
                    files.add(each);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        List<Markdown> documents = new ArrayList<>();
        for (Path each : files) {
            documents.add(new Markdown(each));
        }
        return documents;
    }

    /** The targets of all links. */
    List<String> links() {
        return groups(LINK, CODE.matcher(prose).replaceAll(""));
    }

    /** What a link can name after {@code #}: the headings, as GitHub writes them. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new TreeSet<>();
        for (String heading : groups(HEADING, prose)) {
            String slug = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(slug, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? slug : slug + "-" + before);
        }
        return anchors;
    }

    /** What is written as code within a sentence or a table. */
    List<String> codes() {
        return groups(CODE, prose).stream()
                .map(code -> code.replace("\\|", "|"))
                .toList();
    }

    /** The code with which the rows of tables begin. */
    List<String> firstCodes() {
        return groups(Pattern.compile("(?m)^\\| `([^`\n]+)`"), prose).stream()
                .map(code -> code.replace("\\|", "|"))
                .toList();
    }

    /** The text below a heading, up to the next one of any level. */
    String below(String heading) {
        Matcher begin =
                Pattern.compile("(?m)^#+ " + Pattern.quote(heading) + "$").matcher(text);
        if (!begin.find()) {
            throw new IllegalArgumentException("no heading \"" + heading + "\" in " + file);
        }
        Matcher end = HEADING.matcher(text);
        return text.substring(begin.end(), end.find(begin.end()) ? end.start() : text.length());
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Override
    public String toString() {
        return PROJECT.relativize(file).toString();
    }
}
