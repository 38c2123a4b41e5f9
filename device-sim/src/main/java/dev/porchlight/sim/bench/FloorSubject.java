package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The floor as a process: the C one where there is a compiler, else the bare server in Java. The measuring thread only. */
final class FloorSubject implements Subject {
    /** The C floor once more, with {@value #SPLIT_THREADS} threads that write: what splitting a change can be worth here. */
    static final String SPLIT = "floor split";

    static final int SPLIT_THREADS = 2;

    private final String name;
    private final Child process;
    private final InetSocketAddress address;
    private final FloorControl control;

    FloorSubject(Setup setup, Optional<NativeTools> tools) throws IOException {
        this(Figure.FLOOR, tools.isPresent() ? start(setup, tools.get(), "floor", 1) : setup.floor());
    }

    static FloorSubject split(Setup setup, NativeTools tools) throws IOException {
        return new FloorSubject(SPLIT, start(setup, tools, "floor-split", SPLIT_THREADS));
    }

    private static Child start(Setup setup, NativeTools tools, String fileName, int threads) throws IOException {
        return Child.start(setup.folder(), fileName, Map.of(), List.of(tools.program("floor"), "" + threads));
    }

    private FloorSubject(String name, Child started) throws IOException {
        this.name = name;
        process = started;
        address = Setup.awaitAddress(process);
        control = new FloorControl(address);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Child process() {
        return process;
    }

    @Override
    public void tell(boolean on) throws IOException {
        control.tell(on);
    }

    @Override
    public void settle() throws IOException {
        control.awaitWritten();
    }

    @Override
    public long toldAt() {
        return control.toldAt();
    }

    @Override
    public void close() throws IOException {
        control.close();
        process.close();
    }
}
