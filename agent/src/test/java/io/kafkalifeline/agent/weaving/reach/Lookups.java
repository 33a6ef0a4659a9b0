package io.kafkalifeline.agent.weaving.reach;

import io.kafkalifeline.agent.weaving.reach.Reference.Call;
import io.kafkalifeline.agent.weaving.reach.Reference.Lookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The members that our methods look up by name. A method that is given class and name as its arguments looks up for
 * whoever calls it: its lookups are handed to the callers until the names are known.
 */
final class Lookups {
    private final OurClasses classes;
    private final Map<OurMethod, List<Lookup>> known = new HashMap<>();

    Lookups(OurClasses classes) {
        this.classes = classes;
    }

    /** Those of the method itself, and those of the methods it calls that wait for its arguments. */
    List<Lookup> of(OurMethod method) {
        List<Lookup> lookups = known.get(method);
        if (lookups == null) {
            lookups = new ArrayList<>();
            // A method that calls itself hands nothing new to itself.
            known.put(method, List.of());
            collect(method, lookups);
            known.put(method, lookups);
        }
        return lookups;
    }

    private void collect(OurMethod method, List<Lookup> lookups) {
        for (Reference reference : method.references) {
            if (reference instanceof Lookup lookup) {
                lookups.add(evaluated(lookup, null, lookup.guard()));
            } else if (reference instanceof Call call) {
                List<Value> arguments =
                        call.arguments().stream().map(each -> value(each, null)).toList();
                for (OurMethod target : classes.targets(call.method(), call.dispatched())) {
                    for (Lookup lookup : of(target)) {
                        if (isOpen(lookup)) {
                            Guard guard = lookup.guard().tolerates() ? lookup.guard() : call.guard();
                            lookups.add(evaluated(lookup, arguments, guard));
                        }
                    }
                }
            }
        }
    }

    /** Whether it depends on what the method is called with. */
    static boolean isOpen(Lookup lookup) {
        return isOpen(lookup.type()) || isOpen(lookup.name());
    }

    private static boolean isOpen(Value value) {
        return value instanceof Value.Argument || value instanceof Value.Named || value instanceof Value.Joined;
    }

    private Lookup evaluated(Lookup lookup, List<Value> arguments, Guard guard) {
        return new Lookup(lookup.kind(), value(lookup.type(), arguments), value(lookup.name(), arguments), guard);
    }

    /** Becomes a text or a class where it is known, stays open where it depends on an argument, else unknown. */
    private Value value(Value value, List<Value> arguments) {
        if (value instanceof Value.Argument argument) {
            return arguments == null ? value : arguments.get(argument.index());
        }
        if (value instanceof Value.Named named) {
            Value name = value(named.name(), arguments);
            if (name instanceof Value.Text text) {
                return new Value.Type(text.text().replace('.', '/'));
            }
            return isOpen(name) ? new Value.Named(name) : Value.UNKNOWN;
        }
        if (value instanceof Value.StaticField field) {
            OurClass owner = classes.get(field.owner());
            Value kept = owner == null ? null : owner.statics.get(field.name());
            return kept == null || kept.equals(value) ? Value.UNKNOWN : value(kept, null);
        }
        if (value instanceof Value.Result result) {
            return result(result, arguments);
        }
        return value instanceof Value.Joined joined ? joined(joined, arguments) : value;
    }

    private Value result(Value.Result result, List<Value> arguments) {
        List<OurMethod> targets = classes.targets(result.method(), false);
        Value returned = targets.isEmpty() ? null : targets.get(0).returned;
        if (returned == null || returned instanceof Value.Result) {
            return Value.UNKNOWN;
        }
        return value(
                returned,
                result.arguments().stream().map(each -> value(each, arguments)).toList());
    }

    private Value joined(Value.Joined joined, List<Value> arguments) {
        StringBuilder text = new StringBuilder();
        List<Value> parts = new ArrayList<>();
        boolean open = false;
        for (Value part : joined.parts()) {
            Value known = value(part, arguments);
            if (known instanceof Value.Text constant) {
                text.append(constant.text());
            } else if (isOpen(known)) {
                open = true;
            } else {
                return Value.UNKNOWN;
            }
            parts.add(known);
        }
        return open ? new Value.Joined(parts) : new Value.Text(text.toString());
    }
}
