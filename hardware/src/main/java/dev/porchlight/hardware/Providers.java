package dev.porchlight.hardware;

import dev.porchlight.hardware.pi4j.GpiodPins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses who drives the pins, and says why. Pi4J's classes are loaded only when {@link Gpio} has found the chip of a header
 * that this process may open.
 */
final class Providers {

    private final Gpio gpio;

    Providers(Path root) {
        gpio = new Gpio(root);
    }

    /** @throws HardwareException when there is no GPIO and the settings insist, or a pin cannot be used */
    Board.Chosen choose(BoardConfig config) throws HardwareException {
        if (config.provider() == BoardConfig.Provider.MEMORY) {
            if (config.required()) {
                throw new HardwareException(
                        "gpio.provider=memory drives no pins, and hardware.required=true wants them: change one");
            }
            return new Board.Chosen(new MemoryPins(), "memory: set by gpio.provider");
        }
        Gpio.Chip chip;
        GpiodPins pins;
        try {
            chip = gpio.chip();
            pins = open(chip);
        } catch (HardwareException e) {
            if (config.required() || config.provider() == BoardConfig.Provider.GPIOD) {
                String key = config.required() ? "hardware.required=true" : "gpio.provider=gpiod";
                throw new HardwareException(key + ", but " + e.getMessage(), e);
            }
            return new Board.Chosen(new MemoryPins(), "memory: " + e.getMessage());
        }
        try {
            refuse(config, pins, chip);
            pins.usePwm(channels(config, chip));
        } catch (HardwareException e) {
            pins.close();
            throw e;
        }
        return new Board.Chosen(pins, pins.describe());
    }

    /** A library that fails to load on this machine is a machine without GPIO. */
    private static GpiodPins open(Gpio.Chip chip) throws HardwareException {
        try {
            return GpiodPins.open(chip.name(), chip.label());
        } catch (RuntimeException | LinkageError e) {
            throw new HardwareException("Pi4J cannot use " + chip.name() + ": " + Reasons.of(e), e);
        }
    }

    /** What is known of each pin of the settings, in their order. Opens nothing for output. */
    List<PinReport> report(BoardConfig config) {
        if (config.provider() == BoardConfig.Provider.MEMORY) {
            return reports(config, new MemoryPins(), Optional.empty());
        }
        try {
            Gpio.Chip chip = gpio.chip();
            try (GpiodPins pins = open(chip)) {
                return reports(config, pins, Optional.of(chip));
            }
        } catch (HardwareException e) {
            return reports(config, new MemoryPins(), Optional.empty());
        }
    }

    /** @throws HardwareException with every pin that cannot be used as the settings say, and both uses of each */
    void refuse(BoardConfig config, PinDriver driver, Gpio.Chip chip) throws HardwareException {
        List<String> problems = new ArrayList<>();
        reports(config, driver, Optional.of(chip))
                .forEach(report -> report.problem().ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new HardwareException(String.join("; ", problems));
        }
    }

    private List<PinReport> reports(BoardConfig config, PinDriver driver, Optional<Gpio.Chip> chip) {
        List<PinReport> reports = new ArrayList<>();
        Map<Integer, PinUses.Use> channels = new HashMap<>();
        for (PinUses.Use use : PinUses.of(config)) {
            Optional<PinDriver.LineInfo> line = driver.info(use.pin());
            Optional<String> holder = line.flatMap(PinDriver.LineInfo::holder);
            // A pin that is switched over to PWM is no longer a free GPIO, which is as it should be.
            if (use.pwm() && chip.isPresent()) {
                holder = Optional.empty();
            }
            holder = holder.or(() -> chip.flatMap(found -> gpio.bus(use.pin(), found)));
            Optional<String> problem = holder.map(
                    other -> use.pin().describe() + " is used by " + use.name() + " and taken by " + named(other));
            if (use.pwm() && chip.isPresent()) {
                problem = problem.or(() -> pwmProblem(use, chip.get(), channels));
            }
            reports.add(new PinReport(
                    use.pin(), use.name(), line.flatMap(PinDriver.LineInfo::name), holder, line.isPresent(), problem));
        }
        return reports;
    }

    private static String named(String holder) {
        return holder.startsWith(PinReport.OURS)
                ? "the " + holder.substring(PinReport.OURS.length()) + " of a Porchlight that runs already"
                : holder;
    }

    private Optional<String> pwmProblem(PinUses.Use use, Gpio.Chip chip, Map<Integer, PinUses.Use> channels) {
        int channel = Gpio.channel(use.pin(), chip);
        PinUses.Use other = channels.putIfAbsent(channel, use);
        if (other != null) {
            return Optional.of(use.name() + " on " + use.pin().describe() + " and " + other.name() + " on "
                    + other.pin().describe() + " share PWM channel " + channel + " of this Pi, so they cannot differ:"
                    + " use one of GPIO12 and GPIO18, and one of GPIO13 and GPIO19");
        }
        try {
            gpio.pwm(use.pin(), use.name(), chip);
            return Optional.empty();
        } catch (HardwareException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Map<Pin, GpiodPins.Channel> channels(BoardConfig config, Gpio.Chip chip) throws HardwareException {
        Map<Pin, GpiodPins.Channel> channels = new HashMap<>();
        for (PinUses.Use use : PinUses.of(config)) {
            if (use.pwm()) {
                Gpio.Channel channel = gpio.pwm(use.pin(), use.name(), chip);
                channels.put(use.pin(), new GpiodPins.Channel(channel.chip(), channel.channel()));
            }
        }
        return channels;
    }
}
