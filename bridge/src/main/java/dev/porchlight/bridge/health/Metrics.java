package dev.porchlight.bridge.health;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.Routes;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * {@code /metrics} in Prometheus' text format, by its official client. Rooms count in fields of their own, which are read
 * at a scrape. Names follow the Prometheus conventions: unit at the end, {@code _total} for what only grows.
 *
 * <p>Register everything before the door opens; a scrape comes on any thread.
 */
public final class Metrics {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final AtomicBoolean jvmRegistered = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private Answer last; // with its time, guarded by the lock
    private long lastNanos;

    /** A value that goes up and down. */
    public Metrics gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
        return this;
    }

    /** A count since the start. */
    public Metrics counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
        return this;
    }

    /**
     * A histogram of times.
     *
     * @return takes nanoseconds; safe from any thread
     */
    public LongConsumer histogramSeconds(String name, String help, double... upperBoundsSeconds) {
        Histogram histogram = Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(upperBoundsSeconds)
                .register(registry);
        return nanos -> histogram.observe(nanos / NANOS_PER_SECOND);
    }

    /** Serves {@code /metrics}. */
    public void register(Routes routes) {
        routes.get("/metrics", this::scrape);
    }

    /** One scrape a second is made; who asks more often gets the last one, so that asking cannot be made expensive. */
    private Answer scrape(Request request) throws ExecutionException, InterruptedException {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (last == null || now - lastNanos >= FRESH_NANOS) {
                last = render();
                lastNanos = now;
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /**
     * On a platform thread: on a virtual one the JDK's BufferedWriter starts at 512 characters and grows by no more than
     * each write needs, so that a scrape of 9,000 characters allocated 65 MB.
     */
    private Answer render() throws ExecutionException, InterruptedException {
        FutureTask<Answer> task = new FutureTask<>(this::write);
        Thread.ofPlatform().name("metrics").daemon().start(task);
        return task.get();
    }

    private Answer write() throws IOException {
        // Its beans cost megabytes and tens of milliseconds: only who scrapes pays for them.
        if (jvmRegistered.compareAndSet(false, true)) {
            JvmMetrics.builder().register(registry);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(16 * 1024);
        writer.write(body, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        return new Answer(200, writer.getContentType(), body.toByteArray());
    }
}
