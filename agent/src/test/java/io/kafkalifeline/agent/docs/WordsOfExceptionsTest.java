package io.kafkalifeline.agent.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.junit.jupiter.api.Test;

/** What an exception says is taken in one place, {@code ForeignText}, and leaves only through it. */
class WordsOfExceptionsTest {
    private static final Set<String> TELLING =
            Set.of("getMessage", "getLocalizedMessage", "toString", "printStackTrace");

    @Test
    void onlyForeignTextAsksAnExceptionWhatItSays() throws IOException {
        assertThat(new Askers().everywhere())
                .containsExactlyInAnyOrder(
                        "ForeignText",
                        // our own sentence, of AttachmentException
                        "Cli",
                        // what the JVM said to a command line, for the operator who typed it
                        "Attachment",
                        // before anything of the application runs, and on Java 8
                        "KafkaLifelineAgent");
    }

    @Test
    void onlyDecisionsSeeTheWordsAsTheyAre() throws IOException {
        assertThat(new Readers().everywhere())
                .containsExactlyInAnyOrder("ChangedReason", "Described", "LikelyReason", "Reauthentications");
    }

    /** Who calls {@code ForeignText.verbatim}. */
    private static final class Readers extends Finder {
        @Override
        public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
            if (node.getMethodSelect() instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("verbatim")) {
                note();
            }
            return super.visitMethodInvocation(node, null);
        }
    }

    /** Who calls a telling method of a throwable, makes a text of one, or adds one to a text. */
    private static final class Askers extends Finder {
        @Override
        public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
            if (node.getMethodSelect() instanceof MemberSelectTree select) {
                String name = select.getIdentifier().toString();
                if (TELLING.contains(name) && isThrowable(select.getExpression())) {
                    note();
                }
                boolean makesText = name.equals("valueOf") || name.equals("append") || name.equals("format");
                if (makesText && node.getArguments().stream().anyMatch(this::isThrowable)) {
                    note();
                }
            }
            return super.visitMethodInvocation(node, null);
        }

        @Override
        public Void visitBinary(BinaryTree node, Void nothing) {
            if (node.getKind() == Tree.Kind.PLUS
                    && (isThrowable(node.getLeftOperand()) || isThrowable(node.getRightOperand()))) {
                note();
            }
            return super.visitBinary(node, null);
        }

        private boolean isThrowable(ExpressionTree expression) {
            TypeMirror type = code.trees.getTypeMirror(new TreePath(getCurrentPath(), expression));
            while (type != null && type.getKind() == TypeKind.DECLARED) {
                TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
                if (element.getQualifiedName().contentEquals("java.lang.Throwable")) {
                    return true;
                }
                type = element.getSuperclass();
            }
            return type != null && type.getKind() == TypeKind.UNION && expression instanceof IdentifierTree;
        }
    }

    /** Notes the names of the files in which something was found. */
    private abstract static class Finder extends TreePathScanner<Void, Void> {
        final MainCode code;
        private final Set<String> found = new TreeSet<>();

        Finder() {
            try {
                code = MainCode.get();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        Set<String> everywhere() {
            for (CompilationUnitTree unit : code.units) {
                scan(new TreePath(unit), null);
            }
            return found;
        }

        void note() {
            String path = getCurrentPath().getCompilationUnit().getSourceFile().getName();
            found.add(path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.')));
        }
    }
}
