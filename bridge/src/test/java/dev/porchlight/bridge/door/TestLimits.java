package dev.porchlight.bridge.door;

import java.time.Duration;

/** Generous limits of which a test makes one small. */
public final class TestLimits {

    private int connections = 1_000;
    private int connectionsPerAddress = 1_000;
    private int backlog = 1_000;
    private int headBytes = DoorLimits.MAX_HEAD_BYTES;
    private Duration headTime = Duration.ofSeconds(20);
    private Duration bodyTime = Duration.ofSeconds(20);
    private Duration answerTime = Duration.ofSeconds(20);
    private Duration exchangeTime = Duration.ofSeconds(20);
    private Duration idleTime = Duration.ofSeconds(20);
    private Duration lingerTime = Duration.ofSeconds(5);
    private Duration stopTime = Duration.ofSeconds(5);
    private int fanOutThreads = 2;
    private long bufferBytes = 64 * 1024 * 1024;

    public TestLimits connections(int value) {
        connections = value;
        return this;
    }

    public TestLimits connectionsPerAddress(int value) {
        connectionsPerAddress = value;
        return this;
    }

    public TestLimits backlog(int value) {
        backlog = value;
        return this;
    }

    public TestLimits headBytes(int value) {
        headBytes = value;
        return this;
    }

    public TestLimits headTime(long millis) {
        headTime = Duration.ofMillis(millis);
        return this;
    }

    public TestLimits bodyTime(long millis) {
        bodyTime = Duration.ofMillis(millis);
        return this;
    }

    public TestLimits answerTime(long millis) {
        answerTime = Duration.ofMillis(millis);
        return this;
    }

    public TestLimits exchangeTime(long millis) {
        exchangeTime = Duration.ofMillis(millis);
        return this;
    }

    public TestLimits idleTime(long millis) {
        idleTime = Duration.ofMillis(millis);
        return this;
    }

    public TestLimits lingerTime(long millis) {
        lingerTime = Duration.ofMillis(millis);
        return this;
    }

    public TestLimits stopTime(long millis) {
        stopTime = Duration.ofMillis(millis);
        return this;
    }

    public TestLimits fanOutThreads(int value) {
        fanOutThreads = value;
        return this;
    }

    public TestLimits bufferBytes(long value) {
        bufferBytes = value;
        return this;
    }

    public DoorLimits build() {
        return new DoorLimits(
                connections,
                connectionsPerAddress,
                backlog,
                headBytes,
                headTime,
                bodyTime,
                answerTime,
                exchangeTime,
                idleTime,
                lingerTime,
                stopTime,
                fanOutThreads,
                bufferBytes);
    }
}
