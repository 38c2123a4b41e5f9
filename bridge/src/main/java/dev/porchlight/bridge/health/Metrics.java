package dev.porchlight.bridge.health;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.Routes;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * {@code /metrics} in Prometheus' text format, by its official client. Rooms count in fields of their own, which are read
 * at a scrape. Names follow the Prometheus conventions: unit at the end, {@code _total} for what only grows. The client
 * itself comes into memory at the first scrape: it costs a start a tenth of a second and megabytes.
 *
 * <p>Register everything before the door opens; a scrape comes on any thread.
 */
public final class Metrics {

    private static final long FRESH_NANOS = 1_000_000_000L;

    private final List<Consumer<PrometheusRegistry>> declared = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private PrometheusRegistry registry; // null until the first scrape; touched by scrapes alone, one at a time
    private Answer last; // with its time, guarded by the lock
    private long lastNanos;

    /** A value that goes up and down. */
    public Metrics gauge(String name, String help, DoubleSupplier value) {
        declared.add(to -> GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(to));
        return this;
    }

    /**
     * A value that goes up and down for each of several things.
     *
     * @param label what tells the things apart
     * @param values by the label's value; asked at a scrape
     */
    public Metrics gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
        declared.add(to -> GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> values.get().forEach((thing, value) -> callback.call(value, thing)))
                .register(to));
        return this;
    }

    /** A count since the start. */
    public Metrics counter(String name, String help, DoubleSupplier value) {
        declared.add(to -> CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(to));
        return this;
    }

    /**
     * A count since the start for each of several things.
     *
     * @param labels what tells the things apart
     * @param values by the labels' values with commas between; asked at a scrape
     */
    public Metrics counters(String name, String help, List<String> labels, Supplier<Map<String, Long>> values) {
        declared.add(to -> CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels.toArray(String[]::new))
                .callback(callback ->
                        values.get().forEach((thing, value) -> callback.call(value, thing.split(",", -1))))
                .register(to));
        return this;
    }

    /**
     * A count under a name that somebody else chose: it does not end in {@code _total}, as this library makes every counter
     * do, so its type is told as unknown.
     */
    public Metrics foreignCount(String name, String help, DoubleSupplier value) {
        declared.add(to -> to.register(() -> UnknownSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(UnknownDataPointSnapshot.builder()
                        .value(value.getAsDouble())
                        .build())
                .build()));
        return this;
    }

    /**
     * A histogram of times.
     *
     * @return takes nanoseconds; safe from any thread
     */
    public LongConsumer histogramSeconds(String name, String help, double... upperBoundsSeconds) {
        Times times = new Times(name, help, upperBoundsSeconds);
        declared.add(to -> to.register(times::snapshot));
        return times::took;
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
        if (registry == null) {
            registry = newRegistry();
        }
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        ByteArrayOutputStream body = new ByteArrayOutputStream(16 * 1024);
        writer.write(body, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        return new Answer(200, writer.getContentType(), body.toByteArray());
    }

    private PrometheusRegistry newRegistry() {
        PrometheusRegistry made = new PrometheusRegistry();
        declared.forEach(metric -> metric.accept(made));
        JvmMetrics.builder().register(made);
        return made;
    }
}
