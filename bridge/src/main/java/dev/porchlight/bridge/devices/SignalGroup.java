package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.DoorLoop;
import dev.porchlight.bridge.door.Socket;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.Watch;
import dev.porchlight.bridge.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The boards that show the same. The home loop writes the newest value into one slot and wakes the door loop once,
 * however many changes come meanwhile; the door loop tells the boards.
 *
 * <pre>
 *   NEW ──ask()──▶ ASKED ──home answers──▶ KNOWN
 *    ▲               │
 *    └─home was full─┘      (home watches no more rules: FAILED)
 * </pre>
 *
 * <p>The slot and the watch belong to the home loop, the rest to the door loop.
 */
final class SignalGroup {

    private enum State {
        NEW,
        ASKED,
        KNOWN,
        FAILED
    }

    private static final Log LOG = Log.of("devices");

    private final Shown shown;
    private final WhenStale whenStale;
    private final HomeLoop homeLoop;
    private final Home home;
    private final DoorLoop doorLoop;
    private final LongConsumer deliveryNanos;
    private final DeviceCounts counts;
    private final Consumer<SignalGroup> ifEmpty;
    private final List<Board> boards = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable tellBoards = this::tellBoards; // this and the next one for all changes
    private final Telling telling = new Telling();
    private State state = State.NEW;
    private volatile boolean slot;
    private volatile long slotCause;
    private volatile Watch watch;

    SignalGroup(
            Shown shown,
            WhenStale whenStale,
            HomeLoop homeLoop,
            Home home,
            DoorLoop doorLoop,
            LongConsumer deliveryNanos,
            DeviceCounts counts,
            Consumer<SignalGroup> ifEmpty) {
        this.shown = shown;
        this.whenStale = whenStale;
        this.homeLoop = homeLoop;
        this.home = home;
        this.doorLoop = doorLoop;
        this.deliveryNanos = deliveryNanos;
        this.counts = counts;
        this.ifEmpty = ifEmpty;
    }

    Shown shown() {
        return shown;
    }

    /** Whether {@link #on()} is worth telling. */
    boolean known() {
        return state == State.KNOWN;
    }

    boolean failed() {
        return state == State.FAILED;
    }

    boolean on() {
        return slot;
    }

    /** Asks home for the rule, unless that has been done; a full home loop is asked again at the next call. */
    void ask() {
        if (state == State.NEW && homeLoop.tryPost(this::watchOnHomeLoop)) {
            state = State.ASKED;
        }
    }

    private void watchOnHomeLoop() {
        try {
            Watch made = home.watch(shown.rule(), shown.delays(), this::changed);
            slot = whenStale.shown(made.on(), made.stale());
            watch = made;
            doorLoop.execute(() -> becomes(State.KNOWN));
        } catch (IllegalStateException e) {
            LOG.warn("signal_not_watched", "signal", shown, "reason", e.getMessage());
            doorLoop.execute(() -> becomes(State.FAILED));
        }
    }

    private void becomes(State next) {
        state = next;
        for (Board board : List.copyOf(boards)) {
            board.valueMayBeKnown();
        }
        ifEmpty.accept(this); // all may have left while home was asked
    }

    /** On the home loop. */
    private void changed(boolean on, boolean stale, long causeNanos) {
        boolean now = whenStale.shown(on, stale);
        if (now == slot) {
            return; // stale or no longer so, which boards do not show
        }
        slot = now;
        slotCause = causeNanos;
        if (woken.compareAndSet(false, true)) {
            doorLoop.execute(tellBoards);
        } else {
            counts.overtaken.increment();
        }
    }

    private void tellBoards() {
        woken.set(false);
        long cause = slotCause;
        boolean on = slot;
        telling.begin(on);
        doorLoop.broadcast(Board.frame(on), boards.size(), telling);
        if (telling.any) {
            deliveryNanos.accept(System.nanoTime() - cause);
        }
        ifEmpty.accept(this); // home may have had no room to take the signal back
    }

    /** One value for all boards; they neither come nor go meanwhile. */
    private final class Telling implements DoorLoop.Members {

        private boolean on;
        private boolean any; // set by several threads, to the same value; read when all are done

        private void begin(boolean value) {
            on = value;
            any = false;
        }

        @Override
        public Socket recipient(int index) {
            return boards.get(index).recipientOf(on);
        }

        @Override
        public void sent(int index) {
            boards.get(index).sent(on);
            if (!any) {
                any = true; // once a thread: a store for each would pull the line from processor to processor
            }
        }
    }

    void add(Board board) {
        board.indexInGroup = boards.size();
        boards.add(board);
    }

    /** Constant time: the last board takes the place of the one that leaves. */
    void remove(Board board) {
        Board last = boards.removeLast();
        if (last != board) {
            boards.set(board.indexInGroup, last);
            last.indexInGroup = board.indexInGroup;
        }
    }

    boolean isEmpty() {
        return boards.isEmpty();
    }

    /** Gives the rule back; false when home has no room to hear it, and the group must be kept. */
    boolean release() {
        return switch (state) {
            case NEW, FAILED -> true;
            case ASKED -> false;
            case KNOWN -> homeLoop.tryPost(() -> watch.close());
        };
    }

    List<Board> boards() {
        return List.copyOf(boards);
    }
}
