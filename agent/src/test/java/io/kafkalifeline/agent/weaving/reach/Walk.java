package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.agent.weaving.reach.Reach.Step;
import io.kafkalifeline.agent.weaving.reach.Reference.Call;
import io.kafkalifeline.agent.weaving.reach.Reference.Creation;
import io.kafkalifeline.agent.weaving.reach.Reference.Initialisation;
import io.kafkalifeline.agent.weaving.reach.Reference.Kind;
import io.kafkalifeline.agent.weaving.reach.Reference.Lookup;
import io.kafkalifeline.agent.weaving.reach.Reference.ToKafka;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * From a hook through our own methods to Kafka's members, by the shortest ways. It follows what the JVM may do:
 *
 * <ul>
 *   <li>a call of a method of ours ends in that method, and where it is dispatched in each of ours that overrides it;
 *   <li>{@code new}, static calls and static fields initialise a class of ours and its superclasses first;
 *   <li>whoever makes a lambda, or an object that overrides a method of Kafka's or the JDK's, may have it called.
 * </ul>
 *
 * <p>It does not weigh conditions: what stands behind {@code if} is reached. What is behind a class of ours that carries
 * {@code @Requires(optional = true)} is needed only where its class exists: whoever uses that class has asked before.
 */
final class Walk {
    private final OurClasses classes;
    private final Lookups lookups;
    private final Reach reach = new Reach();
    private final Queue<Step> steps = new ArrayDeque<>();
    private final Queue<Step> optionalSteps = new ArrayDeque<>();
    private final Set<OurMethod> visited = new HashSet<>();

    private Walk(OurClasses classes, Lookups lookups) {
        this.classes = classes;
        this.lookups = lookups;
    }

    static Reach from(Hook hook, OurClasses classes, Lookups lookups) {
        Walk walk = new Walk(classes, lookups);
        for (OurMethod entry : hook.entries()) {
            Step first = new Step(entry, null, false);
            // Linking the call makes a method type of these.
            for (String type : OurClasses.typesIn(entry.name.descriptor())) {
                walk.reachType(type, first);
            }
            walk.initialise(hook.advice().name, first);
            walk.enqueue(first);
            walk.calledByOthers(entry, first);
        }
        walk.run();
        return walk.reach;
    }

    /** What is reached for sure comes first, so that the rest is optional. */
    private void run() {
        while (!steps.isEmpty() || !optionalSteps.isEmpty()) {
            Step next = steps.isEmpty() ? optionalSteps.remove() : steps.remove();
            if (visited.add(next.method())) {
                visit(next);
            }
        }
    }

    private void visit(Step step) {
        for (Reference reference : step.method().references) {
            if (reference instanceof ToKafka kafkas) {
                reach(kafkas, step);
            } else if (reference instanceof Call call) {
                for (OurMethod target : classes.targets(call.method(), call.dispatched())) {
                    go(target, step);
                }
            } else if (reference instanceof Initialisation initialisation) {
                initialise(initialisation.type(), step);
            } else if (reference instanceof Creation creation) {
                create(creation.type(), step);
            }
        }
        for (Lookup lookup : lookups.of(step.method())) {
            reach(lookup, step);
        }
    }

    private void go(OurMethod target, Step from) {
        enqueue(new Step(target, from, from.optional()));
    }

    private void enqueue(Step step) {
        boolean optional = step.optional() || isMarked(step.method().name.owner());
        (optional ? optionalSteps : steps).add(new Step(step.method(), step.before(), optional));
    }

    /** Whether the class, or one around it, reaches classes that are not in every release. */
    private boolean isMarked(String internalName) {
        for (String name = internalName; name != null; name = outer(name)) {
            OurClass each = classes.get(name);
            if (each != null && each.asksForClasses()) {
                return true;
            }
        }
        return false;
    }

    private static String outer(String internalName) {
        int nested = internalName.lastIndexOf('$');
        return nested < 0 ? null : internalName.substring(0, nested);
    }

    /** Superclasses are initialised before; interfaces only where they have bodies for their methods. */
    private void initialise(String type, Step from) {
        for (OurClass each : classes.lineage(type)) {
            OurMethod initialiser = each.initialiser();
            if (initialiser != null && (!each.isInterface || each.name.equals(type) || each.hasBodies())) {
                go(initialiser, from);
            }
            reachType(each.superName, from);
            each.interfaces.forEach(name -> reachType(name, from));
        }
    }

    /** Others may call what the class overrides of theirs. */
    private void create(String type, Step from) {
        for (OurClass each : classes.lineage(type)) {
            for (OurMethod method : each.methods.values()) {
                if (method.overrides()) {
                    String overridden = overridden(type, method.name.signature());
                    if (overridden != null) {
                        go(method, from);
                        calledByOthers(method, from);
                        if (KafkaMember.isKafkas(overridden)) {
                            reach.add(
                                    KafkaMember.ofMethod(overridden, method.name.name()), need(from, Guard.NONE), from);
                        }
                    }
                }
            }
        }
    }

    /** The class of Kafka's or the JDK's above that type which declares the method; null where there is none. */
    private String overridden(String type, String signature) {
        for (OurClass each : classes.lineage(type)) {
            String found = classes.others().declaringClass(each.superName, signature);
            for (String name : each.interfaces) {
                found = found == null ? classes.others().declaringClass(name, signature) : found;
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void reach(ToKafka kafkas, Step step) {
        MethodName member = kafkas.member();
        Need need = need(step, kafkas.guard());
        reach.add(KafkaMember.ofType(member.owner()), need, step);
        if (kafkas.kind() == Kind.TYPE) {
            return;
        }
        String declaring = classes.others().declaringClass(member);
        if (KafkaMember.isKafkas(declaring)) {
            reach.add(
                    kafkas.kind() == Kind.FIELD
                            ? KafkaMember.ofField(declaring, member.name())
                            : KafkaMember.ofMethod(declaring, member.name()),
                    need,
                    step);
        }
    }

    private void reach(Lookup lookup, Step step) {
        if (Lookups.isOpen(lookup)) {
            return;
        }
        if (!(lookup.type() instanceof Value.Type type)) {
            reach.addUnreadable(step);
        } else if (KafkaMember.isKafkas(type.internalName())) {
            Need need = need(step, lookup.guard());
            reach.add(KafkaMember.ofType(type.internalName()), need, step);
            if (!(lookup.name() instanceof Value.Text name)) {
                reach.addUnreadable(step);
            } else if (lookup.kind() != Kind.TYPE) {
                reach.add(
                        lookup.kind() == Kind.FIELD
                                ? KafkaMember.ofField(type.internalName(), name.text())
                                : KafkaMember.ofMethod(type.internalName(), name.text()),
                        need,
                        step);
            }
        }
    }

    /** Nobody knows with which arguments. */
    private void calledByOthers(OurMethod method, Step step) {
        if (lookups.of(method).stream().anyMatch(Lookups::isOpen)) {
            reach.addUnreadable(step);
        }
    }

    private void reachType(String internalName, Step from) {
        if (internalName != null && KafkaMember.isKafkas(internalName)) {
            reach.add(KafkaMember.ofType(internalName), need(from, Guard.NONE), from);
        }
    }

    private static Need need(Step step, Guard guard) {
        if (guard.tolerates()) {
            return Need.NEVER;
        }
        return step.optional() ? Need.WITH_ITS_CLASS : Need.ALWAYS;
    }
}
