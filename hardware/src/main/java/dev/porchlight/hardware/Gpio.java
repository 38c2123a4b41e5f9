package dev.porchlight.hardware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Linux says in its files of the GPIO and PWM of this machine. The chip of the header is found by its label or its
 * driver, {@code pinctrl-rp1} or {@code pinctrl-bcm…}, never by its number, which changes with model and kernel. Reads files
 * anybody may read; opens no device.
 */
final class Gpio {

    /** RP1's first PWM block by its address; the second is the fan's. Source: device tree of the Pi 5. */
    private static final String RP1_PWM = "1f00098000.pwm";

    private final Path root;

    /** @param root of the file system; a test's own */
    Gpio(Path root) {
        this.root = root;
    }

    /**
     * A chip that can be used.
     *
     * @param name such as {@code gpiochip0}
     * @param label such as {@code pinctrl-bcm2711}
     */
    record Chip(String name, String label) {

        boolean isRp1() {
            return label.equals("pinctrl-rp1");
        }
    }

    /**
     * A PWM channel.
     *
     * @param chip the number in {@code pwmchip0}
     */
    record Channel(int chip, int channel) {}

    /**
     * The chip of the header, open to this process.
     *
     * @throws HardwareException with what is missing, and what to do
     */
    Chip chip() throws HardwareException {
        TreeMap<String, String> labels = new TreeMap<>();
        for (Path chip : entries(root.resolve("sys/bus/gpio/devices"), "gpiochip*")) {
            labels.put(chip.getFileName().toString(), label(chip));
        }
        if (labels.isEmpty()) {
            throw new HardwareException("no GPIO here: this machine has no GPIO chip");
        }
        for (var entry : labels.entrySet()) {
            String label = entry.getValue();
            if (label.equals("pinctrl-rp1") || label.startsWith("pinctrl-bcm")) {
                Path device = root.resolve("dev").resolve(entry.getKey());
                if (!Files.exists(device)) {
                    throw new HardwareException("no GPIO here: /dev/" + entry.getKey()
                            + " is missing; a container needs --device /dev/" + entry.getKey());
                }
                if (!Files.isReadable(device) || !Files.isWritable(device)) {
                    throw new HardwareException(
                            "/dev/" + entry.getKey() + " is not open to this user: sudo usermod -aG gpio "
                                    + System.getProperty("user.name")
                                    + ", log in again, and install scripts/60-porchlight.rules in"
                                    + " /etc/udev/rules.d if the system has no group gpio");
                }
                return new Chip(entry.getKey(), label);
            }
        }
        throw new HardwareException(
                "no GPIO here: none of " + labels + " is a Pi's header (pinctrl-rp1 or pinctrl-bcm…)");
    }

    private String label(Path chip) {
        try {
            Path parent = chip.toRealPath().getParent();
            for (Path old : entries(parent.resolve("gpio"), "gpiochip*")) {
                Optional<String> label = text(old.resolve("label"));
                if (label.isPresent()) {
                    return label.get();
                }
            }
            return parent.resolve("driver").toRealPath().getFileName().toString();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * The PWM channel of a pin.
     *
     * @throws HardwareException when the kernel has none for it, with the line for config.txt
     */
    Channel pwm(Pin pin, String use, Chip chip) throws HardwareException {
        for (Path pwm : entries(root.resolve("sys/class/pwm"), "pwmchip*")) {
            String name = pwm.getFileName().toString();
            if (isHeaderPwm(pwm, chip)) {
                return new Channel(Integer.parseInt(name.substring("pwmchip".length())), channel(pin, chip));
            }
        }
        throw new HardwareException(use + ": the hardware PWM of " + pin.describe() + " is off: add dtoverlay=pwm,pin="
                + pin.bcm() + ",func=" + (pin.bcm() < 16 ? 4 : 2) + " to /boot/firmware/config.txt and restart the Pi");
    }

    private static boolean isHeaderPwm(Path pwm, Chip chip) {
        try {
            Path device = pwm.toRealPath().getParent().getParent();
            if (chip.isRp1()) {
                return device.getFileName().toString().equals(RP1_PWM);
            }
            return device.resolve("driver")
                    .toRealPath()
                    .getFileName()
                    .toString()
                    .equals("pwm-bcm2835");
        } catch (IOException e) {
            return false;
        }
    }

    /** RP1 has a channel for each of the four pins; the older chips have two, each on two pins. */
    static int channel(Pin pin, Chip chip) {
        int place = pin.bcm() % 2;
        return chip.isRp1() && pin.bcm() > 13 ? place + 2 : place;
    }

    /** What has a pin besides the GPIO lines: a bus that is switched on. */
    Optional<String> bus(Pin pin, Chip chip) {
        return switch (pin.bcm()) {
            case 0, 1 -> device("i2c-0", "I2C bus 0", "dtparam=i2c_vc=on");
            case 2, 3 -> device("i2c-1", "I2C bus 1", "dtparam=i2c_arm=on");
            case 7 -> device("spidev0.1", "SPI bus 0", "dtparam=spi=on");
            case 8, 9, 10, 11 -> device("spidev0.0", "SPI bus 0", "dtparam=spi=on");
            case 14, 15 -> uart(chip);
            case 16, 17, 18, 19, 20, 21 -> spi1(pin);
            default -> Optional.empty();
        };
    }

    private Optional<String> spi1(Pin pin) {
        return switch (pin.bcm()) {
            case 16 -> device("spidev1.2", "SPI bus 1", "dtoverlay=spi1-3cs");
            case 17 -> device("spidev1.1", "SPI bus 1", "dtoverlay=spi1-2cs");
            case 18 -> device("spidev1.0", "SPI bus 1", "dtoverlay=spi1-1cs");
            default ->
                entries(root.resolve("dev"), "spidev1.*").isEmpty()
                        ? Optional.empty()
                        : Optional.of("SPI bus 1 (dtoverlay=spi1-… in config.txt)");
        };
    }

    /** {@code serial0} is the UART of the header, but on a Pi 5 it may be ttyAMA10, which has a plug of its own. */
    private Optional<String> uart(Chip chip) {
        Path serial = root.resolve("dev/serial0");
        try {
            if (Files.exists(serial) && !serial.toRealPath().endsWith("ttyAMA10")) {
                return Optional.of("the UART (enable_uart=1 in config.txt)");
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return chip.isRp1() ? device("ttyAMA0", "the UART", "dtparam=uart0=on") : Optional.empty();
    }

    private Optional<String> device(String file, String name, String setting) {
        return Files.exists(root.resolve("dev").resolve(file))
                ? Optional.of(name + " (" + setting + " in config.txt)")
                : Optional.empty();
    }

    private static List<Path> entries(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
