package io.kafkalifeline.agent.docs;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** Where the texts of the main code come from: who assigns, calls and returns what, and where lines are printed. */
final class TextIndex extends TreePathScanner<Void, Void> {
    private static final Set<String> ADDING = Set.of("add", "append", "insert", "put", "offer");
    private static final Set<String> LOGGING = Set.of("info", "warn", "error");

    /** What a variable may hold or have had added to it. */
    final Map<Element, List<TreePath>> values = new HashMap<>();
    /** The arguments of each call of a method or constructor. */
    final Map<Element, List<List<TreePath>>> calls = new HashMap<>();

    final Map<Element, List<TreePath>> returns = new HashMap<>();
    /** The position of each parameter, and whose it is. */
    final Map<Element, Parameter> parameters = new HashMap<>();
    /** What is printed for the operator. */
    final List<TreePath> printed = new ArrayList<>();
    /** Every literal, with those that follow each other in one concatenation put together. */
    final Set<String> literals = new HashSet<>();

    final MainCode code;

    TextIndex(MainCode code) {
        this.code = code;
        for (CompilationUnitTree unit : code.units) {
            scan(new TreePath(unit), null);
        }
    }

    /** One parameter of a method or constructor. */
    record Parameter(ExecutableElement owner, int position) {}

    Element element(TreePath path) {
        return code.trees.getElement(path);
    }

    private TreePath child(Tree tree) {
        return new TreePath(getCurrentPath(), tree);
    }

    private List<TreePath> children(List<? extends Tree> trees) {
        return trees.stream().map(this::child).toList();
    }

    @Override
    public Void visitVariable(VariableTree node, Void nothing) {
        if (node.getInitializer() != null) {
            value(element(getCurrentPath()), child(node.getInitializer()));
        }
        return super.visitVariable(node, null);
    }

    @Override
    public Void visitAssignment(AssignmentTree node, Void nothing) {
        value(element(child(node.getVariable())), child(node.getExpression()));
        return super.visitAssignment(node, null);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree node, Void nothing) {
        value(element(child(node.getVariable())), child(node.getExpression()));
        return super.visitCompoundAssignment(node, null);
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree node, Void nothing) {
        value(element(child(node.getVariable())), child(node.getExpression()));
        return super.visitEnhancedForLoop(node, null);
    }

    @Override
    public Void visitMethod(MethodTree node, Void nothing) {
        ExecutableElement method = (ExecutableElement) element(getCurrentPath());
        List<? extends VariableElement> all = method.getParameters();
        for (int i = 0; i < all.size(); i++) {
            parameters.put(all.get(i), new Parameter(method, i));
        }
        return super.visitMethod(node, null);
    }

    @Override
    public Void visitReturn(ReturnTree node, Void nothing) {
        TreePath around = getCurrentPath();
        while (!(around.getLeaf() instanceof MethodTree) && !(around.getLeaf() instanceof LambdaExpressionTree)) {
            around = around.getParentPath();
        }
        if (node.getExpression() != null && around.getLeaf() instanceof MethodTree) {
            returns.computeIfAbsent(element(around), key -> new ArrayList<>()).add(child(node.getExpression()));
        }
        return super.visitReturn(node, null);
    }

    @Override
    public Void visitNewClass(NewClassTree node, Void nothing) {
        call(element(getCurrentPath()), node.getArguments());
        return super.visitNewClass(node, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
        call(element(getCurrentPath()), node.getArguments());
        if (node.getMethodSelect() instanceof MemberSelectTree select) {
            TreePath receiver = new TreePath(child(select), select.getExpression());
            String name = select.getIdentifier().toString();
            if (ADDING.contains(name)) {
                Element holder = element(rootOf(receiver));
                node.getArguments().forEach(argument -> value(holder, child(argument)));
            }
            for (ExpressionTree argument : node.getArguments()) {
                if (argument instanceof LambdaExpressionTree lambda) {
                    // What a stream, an Optional or a listener hands to the lambda comes out of the receiver.
                    lambda.getParameters()
                            .forEach(parameter -> value(element(new TreePath(child(lambda), parameter)), receiver));
                }
            }
            if (isPrinting(name, receiver)) {
                printed.addAll(children(node.getArguments()));
            }
        }
        return super.visitMethodInvocation(node, null);
    }

    /** Standard error, and the client's own log. */
    private boolean isPrinting(String method, TreePath receiver) {
        String type = String.valueOf(code.trees.getTypeMirror(receiver));
        boolean toLog = LOGGING.contains(method) && type.equals("org.slf4j.Logger");
        return toLog
                || (method.startsWith("print")
                        && type.equals("java.io.PrintStream")
                        && receiver.getLeaf().toString().endsWith("err"));
    }

    private static TreePath rootOf(TreePath expression) {
        TreePath root = expression;
        while (root.getLeaf() instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree select) {
            root = new TreePath(new TreePath(root, select), select.getExpression());
        }
        return root;
    }

    @Override
    public Void visitBinary(BinaryTree node, Void nothing) {
        if (!(getCurrentPath().getParentPath().getLeaf() instanceof BinaryTree)) {
            StringBuilder together = new StringBuilder();
            fold(node, together);
            finish(together);
        }
        return super.visitBinary(node, null);
    }

    private void fold(Tree node, StringBuilder together) {
        if (node instanceof BinaryTree binary) {
            fold(binary.getLeftOperand(), together);
            fold(binary.getRightOperand(), together);
        } else if (node instanceof LiteralTree literal && literal.getValue() instanceof String) {
            together.append(literal.getValue());
        } else {
            finish(together);
        }
    }

    private void finish(StringBuilder together) {
        literals.add(together.toString());
        together.setLength(0);
    }

    @Override
    public Void visitLiteral(LiteralTree node, Void nothing) {
        if (node.getValue() instanceof String text) {
            literals.add(text);
        }
        return null;
    }

    private void value(Element variable, TreePath expression) {
        if (variable != null) {
            values.computeIfAbsent(variable, key -> new ArrayList<>()).add(expression);
        }
    }

    private void call(Element method, List<? extends ExpressionTree> arguments) {
        if (method != null) {
            calls.computeIfAbsent(method, key -> new ArrayList<>()).add(children(arguments));
        }
    }
}
