package dev.porchlight.hardware.pi4j;

import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.library.gpiod.internal.GpioLine;
import com.pi4j.library.gpiod.internal.GpioLineEvent;
import com.pi4j.library.gpiod.internal.LineRequestFlag;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.PinDriver;
import dev.porchlight.hardware.Pull;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A button's line. One daemon thread sleeps in the kernel until the line changes. A native wait cannot be interrupted, so
 * the thread gives the line back itself: at the next edge, or within {@link #NAP}.
 */
final class EdgeContact implements PinDriver.Contact {

    private static final Duration NAP = Duration.ofSeconds(60);

    /** Threads that still have a line: while there are any, the chip must stay open, or they would use freed memory. */
    private static final AtomicInteger WATCHING = new AtomicInteger();

    private final GpioLine line;
    private final Runnable onEdge;
    private volatile boolean released;
    private volatile RuntimeException failure;

    private EdgeContact(GpioLine line, Runnable onEdge) {
        this.line = line;
        this.onEdge = onEdge;
    }

    static EdgeContact open(String holder, Pin pin, Pull pull, Runnable onEdge) throws IOException {
        try {
            GpioLine line = GpioDContext.getInstance().getOrOpenLine(pin.bcm());
            line.requestBothEdgeEventsFlags(holder, bias(pull).getVal());
            EdgeContact contact = new EdgeContact(line, onEdge);
            WATCHING.incrementAndGet();
            Thread.ofPlatform().name("edges-" + pin).daemon().start(contact::watch);
            return contact;
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** True while a thread has a line of the chip. */
    static boolean anyWatching() {
        return WATCHING.get() > 0;
    }

    private static LineRequestFlag bias(Pull pull) {
        return switch (pull) {
            case UP -> LineRequestFlag.BIAS_PULL_UP;
            case DOWN -> LineRequestFlag.BIAS_PULL_DOWN;
            case OFF -> LineRequestFlag.BIAS_DISABLE;
        };
    }

    @Override
    public boolean high() throws IOException {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new IOException(failed.getMessage(), failed);
        }
        try {
            return line.getValue() != 0;
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void release() {
        released = true;
    }

    private void watch() {
        GpioDContext gpio = GpioDContext.getInstance();
        GpioLineEvent event = gpio.openLineEvent();
        try {
            while (!released) {
                if (line.eventWait(NAP.toNanos())) {
                    line.eventRead(event);
                    onEdge.run();
                }
            }
        } catch (RuntimeException e) {
            failure = e;
            onEdge.run();
        } finally {
            gpio.closeLineEvent(event);
            gpio.closeLine(line);
            WATCHING.decrementAndGet();
        }
    }
}
