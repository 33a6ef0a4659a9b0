package io.kafkalifeline.agent.docs;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * The pieces of text that can be part of a line for the operator: every literal that a printed expression is made of,
 * through variables, fields, parameters, results of our own methods and messages of our own exceptions.
 */
final class OperatorTexts {
    private static final Pattern PROSE = Pattern.compile(".*[A-Za-z]{2}.* .*|.* .*[A-Za-z]{2}.*", Pattern.DOTALL);
    /** What can hold a text. */
    private static final Pattern TEXTUAL = Pattern.compile("java\\.lang\\.(String|CharSequence|StringBuilder)"
            + "|java\\.util\\.(Optional|List|Set|Collection|Map|Iterator|stream\\.Stream|Map\\.Entry)<.*");

    private final TextIndex index;
    private final Set<String> pieces = new TreeSet<>();
    private final Set<List<Object>> seen = new HashSet<>();

    OperatorTexts(TextIndex index) {
        this.index = index;
        index.printed.forEach(expression -> collect(expression, Map.of()));
    }

    /** Each is one literal of the sources; those that are no prose are left out. */
    Set<String> pieces() {
        return pieces;
    }

    /** @param bound the arguments of the calls that led here */
    private void collect(TreePath path, Map<Element, Argument> bound) {
        if (!seen.add(List.of(path.getLeaf(), Map.copyOf(bound)))) {
            return;
        }
        Tree tree = path.getLeaf();
        if (tree instanceof LiteralTree literal) {
            if (literal.getValue() instanceof String text && PROSE.matcher(text).matches()) {
                pieces.add(text);
            }
        } else if (tree instanceof BinaryTree binary) {
            operand(path, binary.getLeftOperand(), bound);
            operand(path, binary.getRightOperand(), bound);
        } else if (tree instanceof ParenthesizedTree inner) {
            collect(new TreePath(path, inner.getExpression()), bound);
        } else if (tree instanceof TypeCastTree cast) {
            collect(new TreePath(path, cast.getExpression()), bound);
        } else if (tree instanceof ConditionalExpressionTree choice) {
            collect(new TreePath(path, choice.getTrueExpression()), bound);
            collect(new TreePath(path, choice.getFalseExpression()), bound);
        } else if (tree instanceof MethodInvocationTree call) {
            call(path, call, bound);
        } else if (tree instanceof NewClassTree made) {
            textual(path, made.getArguments(), bound);
        } else {
            variable(index.element(path), bound);
        }
    }

    private void operand(TreePath path, ExpressionTree operand, Map<Element, Argument> bound) {
        TreePath operandPath = new TreePath(path, operand);
        collect(operandPath, bound);
        // An object of ours is written as its toString says.
        Element type = type(operandPath);
        if (type != null) {
            for (Element member : type.getEnclosedElements()) {
                if (member.getSimpleName().contentEquals("toString")) {
                    results(member, Map.of());
                }
            }
        }
    }

    private void variable(Element variable, Map<Element, Argument> bound) {
        if (variable == null) {
            return;
        }
        Argument argument = bound.get(variable);
        if (argument != null) {
            collect(argument.expression, argument.bound);
            return;
        }
        index.values.getOrDefault(variable, List.of()).forEach(value -> collect(value, bound));
        TextIndex.Parameter parameter = index.parameters.get(variable);
        if (parameter != null) {
            arguments(parameter.owner(), parameter.position());
        }
    }

    private void arguments(Element method, int position) {
        for (List<TreePath> arguments : index.calls.getOrDefault(method, List.of())) {
            if (position < arguments.size()) {
                collect(arguments.get(position), Map.of());
            }
        }
    }

    private void call(TreePath path, MethodInvocationTree call, Map<Element, Argument> bound) {
        Element method = index.element(path);
        String name = method.getSimpleName().toString();
        if (index.returns.containsKey(method)) {
            Map<Element, Argument> inner = new HashMap<>();
            List<? extends Element> parameters = ((ExecutableElement) method).getParameters();
            for (int i = 0; i < parameters.size() && i < call.getArguments().size(); i++) {
                inner.put(
                        parameters.get(i),
                        new Argument(new TreePath(path, call.getArguments().get(i)), bound));
            }
            results(method, inner);
            // Whatever it does with a text letter by letter cannot be followed.
            textual(path, call.getArguments(), bound);
        } else if (call.getMethodSelect() instanceof MemberSelectTree select) {
            TreePath receiver = new TreePath(new TreePath(path, select), select.getExpression());
            Element thrown = name.equals("getMessage") ? type(receiver) : null;
            if (thrown != null) {
                for (Element member : thrown.getEnclosedElements()) {
                    if (member.getKind() == ElementKind.CONSTRUCTOR) {
                        arguments(member, 0);
                    }
                }
            }
            if (isTextual(receiver)) {
                collect(receiver, bound);
            }
            if (!name.startsWith("replace")) {
                textual(path, call.getArguments(), bound);
            }
        }
    }

    private void results(Element method, Map<Element, Argument> bound) {
        index.returns.getOrDefault(method, List.of()).forEach(result -> collect(result, bound));
    }

    private void textual(TreePath path, List<? extends ExpressionTree> arguments, Map<Element, Argument> bound) {
        List<TreePath> textual = new ArrayList<>();
        for (ExpressionTree argument : arguments) {
            TreePath argumentPath = new TreePath(path, argument);
            if (isTextual(argumentPath)) {
                textual.add(argumentPath);
            }
        }
        textual.forEach(each -> collect(each, bound));
    }

    private boolean isTextual(TreePath path) {
        TypeMirror type = index.code.trees.getTypeMirror(path);
        return type != null && TEXTUAL.matcher(type.toString()).matches();
    }

    /** The class of ours that an expression is of; null where it is none of ours. */
    private Element type(TreePath path) {
        TypeMirror type = index.code.trees.getTypeMirror(path);
        Element element = type instanceof DeclaredType declared ? declared.asElement() : null;
        return element != null && element.toString().startsWith("io.kafkalifeline.") ? element : null;
    }

    /** An expression and what its own variables are bound to. */
    private record Argument(TreePath expression, Map<Element, Argument> bound) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Argument that && that.expression.getLeaf() == expression.getLeaf();
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(expression.getLeaf());
        }
    }
}
