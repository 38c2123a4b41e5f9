package dev.porchlight.sim.boards;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells all of them, in the order they came. Thread-safe. */
final class BoardListeners implements BoardListener {
    private final List<BoardListener> all = new CopyOnWriteArrayList<>();

    void add(BoardListener listener) {
        all.add(listener);
    }

    @Override
    public void authorised(SimBoard board, Duration sinceConnect) {
        all.forEach(listener -> listener.authorised(board, sinceConnect));
    }

    @Override
    public void value(SimBoard board, boolean on) {
        all.forEach(listener -> listener.value(board, on));
    }

    @Override
    public void noauth(SimBoard board) {
        all.forEach(listener -> listener.noauth(board));
    }

    @Override
    public void ota(SimBoard board, Ota ota) {
        all.forEach(listener -> listener.ota(board, ota));
    }

    @Override
    public void dropped(SimBoard board, DropReason reason, boolean wasOpen, boolean wasAuthorised, String words) {
        all.forEach(listener -> listener.dropped(board, reason, wasOpen, wasAuthorised, words));
    }
}
