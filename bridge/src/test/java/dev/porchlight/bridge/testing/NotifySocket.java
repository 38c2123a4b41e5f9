package dev.porchlight.bridge.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The other end of sd_notify(3): a real Unix datagram socket, by a path or abstract, as PID 1 has one. By the C library, since
 * Java has none. A thread of its own reads, since systemd-notify waits until its message has been read.
 */
@SuppressWarnings("restricted") // calls of the C library, which can crash this JVM
public final class NotifySocket implements AutoCloseable {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor SOCKET = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor BIND = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final FunctionDescriptor POLL = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final FunctionDescriptor RECEIVE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final FunctionDescriptor CLOSE = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int POLLIN = 1;
    private static final int LONGEST = 4096;

    private static final int POLL_MILLIS = 50;
    private static final List<String> BARRIER = List.of("BARRIER=1");

    private final BlockingQueue<List<String>> messages = new LinkedBlockingQueue<>();
    private final CountDownLatch bound = new CountDownLatch(1);
    private final String name;
    private final Thread thread;
    private volatile boolean closed;

    private NotifySocket(String name) {
        this.name = name;
        thread = Thread.ofPlatform().daemon().name("notify-socket").start(this::read);
    }

    private void read() {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = bind(arena);
            bound.countDown();
            MemorySegment message = arena.allocate(LONGEST);
            MemorySegment poll = arena.allocate(8, 8);
            poll.set(JAVA_INT, 0, descriptor);
            poll.set(JAVA_SHORT, 4, (short) POLLIN);
            while (!closed) {
                if ((int) call("poll", POLL, poll, 1L, POLL_MILLIS) > 0) {
                    // Without room for descriptors the kernel closes the one of BARRIER=1, which is the answer to it.
                    long length = (long) call("recv", RECEIVE, descriptor, message, (long) LONGEST, 0);
                    List<String> lines = new String(
                                    message.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
                    if (!lines.equals(BARRIER)) {
                        messages.add(lines);
                    }
                }
            }
            call("close", CLOSE, descriptor);
        }
    }

    private int bind(Arena arena) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        MemorySegment address = arena.allocate(2 + 108, 8);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 2, bytes.length);
        if (name.startsWith("@")) {
            address.set(JAVA_BYTE, 2, (byte) 0);
        }
        int descriptor = (int) call("socket", SOCKET, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        if (descriptor < 0 || (int) call("bind", BIND, descriptor, address, 2 + bytes.length) != 0) {
            throw new IllegalStateException("cannot bind " + name);
        }
        return descriptor;
    }

    /** Binds a path, or with {@code @} in front an abstract name. */
    public static NotifySocket open(String name) throws InterruptedException {
        NotifySocket socket = new NotifySocket(name);
        if (!socket.bound.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("cannot bind " + name);
        }
        return socket;
    }

    /** For {@code NOTIFY_SOCKET}. */
    public String name() {
        return name;
    }

    /** The next message, line by line; empty when none comes within that time. */
    public Optional<List<String>> next(Duration within) throws InterruptedException {
        return Optional.ofNullable(messages.poll(within.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Reads until a message has such a line; returns it. Fails after that time. */
    public String await(Predicate<String> wanted, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        List<String> seen = new ArrayList<>();
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                throw new AssertionError("not within " + within + "; but " + seen);
            }
            List<String> lines = next(left).orElse(List.of());
            Optional<String> found = lines.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            seen.addAll(lines);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object call(String function, FunctionDescriptor shape, Object... arguments) {
        MethodHandle handle = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), shape);
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }
}
