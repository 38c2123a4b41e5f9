package dev.porchlight.sim.junit;

import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimDiscord;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fills in fields marked {@link Simulated}, {@link Porchlight} or {@link Board}, superclasses first, each class in the order:
 * Discord, bridges, the rest; so that a field finds what it leans on. A value that an instance field has already is kept, and stopped.
 */
final class SimulatedFields {
    private static final List<Class<? extends Annotation>> MARKS =
            List.of(Simulated.class, Porchlight.class, Board.class);

    private SimulatedFields() {}

    static void fillStatic(Class<?> type, ExtensionContext context) {
        for (Field field : marked(type, true)) {
            fill(field, null, context);
        }
    }

    /** Once in the life of the instance. */
    static void fill(Object instance, ExtensionContext context) {
        List<Field> fields = marked(instance.getClass(), false);
        if (!fields.isEmpty() && Scope.of(context).fillOnce(instance)) {
            for (Field field : fields) {
                fill(field, instance, context);
            }
        }
    }

    private static List<Field> marked(Class<?> type, boolean isStatic) {
        List<Field> fields = new ArrayList<>();
        if (type.getSuperclass() != null) {
            fields.addAll(marked(type.getSuperclass(), isStatic));
        }
        Arrays.stream(type.getDeclaredFields())
                .filter(field -> MARKS.stream().anyMatch(field::isAnnotationPresent))
                .filter(field -> Modifier.isStatic(field.getModifiers()) == isStatic)
                .sorted(Comparator.comparingInt(SimulatedFields::rank))
                .forEach(fields::add);
        return fields;
    }

    private static int rank(Field field) {
        return field.getType() == SimDiscord.class ? 0 : field.getType() == RunningBridge.class ? 1 : 2;
    }

    private static void fill(Field field, Object instance, ExtensionContext context) {
        if (!PorchlightExtension.TYPES.contains(field.getType())) {
            throw new ExtensionConfigurationException(
                    field + " cannot be simulated: it has to be a SimDiscord, SimBoards, "
                            + "SimBoard, RunningBridge or BridgeBuilder.");
        }
        try {
            field.setAccessible(true);
            Object there = field.get(instance);
            if (there != null && instance == null) {
                throw new ExtensionConfigurationException(
                        field + " has a value, and would have a stopped one when its class is "
                                + "run again: take the value or the static away.");
            } else if (there != null) {
                keep(there, Scope.of(context));
            } else if (Modifier.isFinal(field.getModifiers())) {
                throw new ExtensionConfigurationException(field + " is final and has no value: take the final away.");
            } else {
                field.set(instance, PorchlightExtension.make(field.getType(), field, List.of(), context));
                if (instance == null) {
                    Scope.of(context).afterwards(() -> forget(field));
                }
            }
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException(field + " cannot be filled in", e);
        } catch (BridgeFailed | IllegalArgumentException e) {
            throw new ExtensionConfigurationException(field + ": " + e.getMessage(), e);
        }
    }

    /** A subclass, or the same class in a re-run, fills it in anew. */
    private static void forget(Field field) {
        try {
            field.set(null, null);
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException(field + " cannot be emptied", e);
        }
    }

    private static void keep(Object there, Scope scope) {
        switch (there) {
            case SimDiscord discord -> scope.adopt(discord);
            case SimBoards boards -> scope.adopt(boards);
            case RunningBridge bridge -> scope.adopt(bridge);
            default -> {
                // A board ends with its SimBoards; a builder has nothing to end.
            }
        }
    }
}
