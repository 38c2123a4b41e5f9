package dev.porchlight.hardware;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes presses of a bouncing line. Pure, with the caller's clock in nanoseconds; used by one thread.
 *
 * <pre>
 *        down                    held for hold time
 *   UP ───────▶ DOWN ──────────────────────────────▶ HELD (hold told)
 *   ▲            │ up                                  │ up
 *   ├────────────┼─────────────────────────────────────┘
 *   │ no double  │ double asked for
 *   └────────────┤                 down
 *   ▲            ▼  ─────────────────────────▶ SECOND (double told)
 *   │          AGAIN                             │ up
 *   ├─────────── 300 ms: press told              │
 *   └────────────────────────────────────────────┘
 * </pre>
 *
 * A level counts when the line has been still for the debounce time; what it is then is read, not deduced from edges.
 */
final class ButtonMachine {

    private enum State {
        UP,
        DOWN,
        HELD,
        AGAIN,
        SECOND
    }

    private final long debounce;
    private final long holdTime;
    private final long doubleWithin = ButtonSpec.DOUBLE_WITHIN.toNanos();
    private final Set<Press.Kind> kinds;
    private final Consumer<Press.Kind> told;

    private State state = State.UP;
    /** When the state began. */
    private long since;

    private boolean unsettled;
    private long edgeAt;
    private boolean down;

    ButtonMachine(ButtonSpec spec, Consumer<Press.Kind> told) {
        debounce = spec.debounce().toNanos();
        holdTime = spec.holdTime().toNanos();
        kinds = spec.kinds();
        this.told = told;
    }

    /** The line changed, at some time not before the last edge. */
    void edge(long at) {
        unsettled = true;
        edgeAt = at;
    }

    /** True when the line is still again and has to be read: {@link #settled}. */
    boolean readDue(long now) {
        return unsettled && now - edgeAt >= debounce;
    }

    /** The line could not be read: nobody knows how long it has been down when it can be again, so all is forgotten. */
    void unread(long now) {
        unsettled = false;
        down = false;
        enter(State.UP, now);
    }

    /** What the line is now that it is still. */
    void settled(boolean isDown, long now) {
        expire(now);
        unsettled = false;
        if (isDown != down) {
            down = isDown;
            if (isDown) {
                pressed(edgeAt);
            } else {
                released(edgeAt);
            }
        }
    }

    /** Nanoseconds until there is something to do; {@link Wave#NEVER} when only an edge changes anything. */
    long run(long now) {
        expire(now);
        if (unsettled) {
            return Math.max(1, debounce - (now - edgeAt));
        }
        return switch (state) {
            case DOWN -> kinds.contains(Press.Kind.HOLD) ? holdTime - (now - since) : Wave.NEVER;
            case AGAIN -> doubleWithin + debounce - (now - since);
            case UP, HELD, SECOND -> Wave.NEVER;
        };
    }

    private void expire(long now) {
        long end = unsettled ? edgeAt : now;
        if (state == State.DOWN && kinds.contains(Press.Kind.HOLD) && end - since >= holdTime) {
            enter(State.HELD, since + holdTime);
            told.accept(Press.Kind.HOLD);
        } else if (state == State.AGAIN && end - since >= (unsettled ? doubleWithin : doubleWithin + debounce)) {
            enter(State.UP, now);
            told.accept(Press.Kind.PRESS);
        }
    }

    private void pressed(long at) {
        if (state == State.AGAIN) {
            enter(State.SECOND, at);
            told.accept(Press.Kind.DOUBLE);
            return;
        }
        enter(State.DOWN, at);
        if (!kinds.contains(Press.Kind.HOLD) && !kinds.contains(Press.Kind.DOUBLE)) {
            told.accept(Press.Kind.PRESS);
        }
    }

    private void released(long at) {
        if (state != State.DOWN) {
            enter(State.UP, at);
        } else if (kinds.contains(Press.Kind.DOUBLE)) {
            enter(State.AGAIN, at);
        } else {
            enter(State.UP, at);
            if (kinds.contains(Press.Kind.HOLD)) {
                told.accept(Press.Kind.PRESS);
            }
        }
    }

    private void enter(State next, long at) {
        state = next;
        since = at;
    }
}
