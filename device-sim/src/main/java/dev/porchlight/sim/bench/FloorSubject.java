package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The floor as a process: the C one where there is a compiler, else the bare server in Java. The measuring thread only. */
final class FloorSubject implements Subject {
    private final Child process;
    private final InetSocketAddress address;
    private final FloorControl control;

    FloorSubject(Setup setup, Optional<NativeTools> tools) throws IOException {
        process = tools.isPresent()
                ? Child.start(
                        setup.folder(), "floor", Map.of(), List.of(tools.get().program("floor")))
                : setup.floor();
        address = Setup.awaitAddress(process);
        control = new FloorControl(address);
    }

    @Override
    public String name() {
        return Figure.FLOOR;
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
