package dev.porchlight.hardware;

/** Chooses who drives the pins. */
final class Providers {

    private Providers() {}

    static Board.Chosen choose(BoardConfig config) throws HardwareException {
        return switch (config.provider()) {
            case MEMORY -> new Board.Chosen(new MemoryPins(), "memory: set by gpio.provider");
            case AUTO, GPIOD -> new Board.Chosen(new MemoryPins(), "memory: no GPIO here");
        };
    }
}
