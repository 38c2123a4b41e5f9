package dev.porchlight.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a Pi below a folder, as far as {@link Gpio} reads them. */
final class FakePi {

    final Path root;

    FakePi(Path root) {
        this.root = root;
    }

    /** @param label empty for a kernel without the old sysfs interface, which has no file of it */
    FakePi chip(String name, String device, String driver, String label) throws IOException {
        Path parent = folder("sys/devices/platform/" + device);
        Path chip = folder("sys/devices/platform/" + device + "/" + name);
        driver(parent, driver);
        if (!label.isEmpty()) {
            Files.writeString(
                    folder("sys/devices/platform/" + device + "/gpio/gpiochip512")
                            .resolve("label"),
                    label + "\n");
        }
        Files.createSymbolicLink(folder("sys/bus/gpio/devices").resolve(name), chip);
        return this;
    }

    FakePi pwm(int number, String device, String driver) throws IOException {
        driver(folder("sys/devices/platform/" + device), driver);
        Path chip = folder("sys/devices/platform/" + device + "/pwm/pwmchip" + number);
        Files.createSymbolicLink(folder("sys/class/pwm").resolve("pwmchip" + number), chip);
        return this;
    }

    FakePi device(String name) throws IOException {
        Files.createFile(folder("dev").resolve(name));
        return this;
    }

    FakePi link(String name, String target) throws IOException {
        Files.createSymbolicLink(folder("dev").resolve(name), Path.of(target));
        return this;
    }

    private void driver(Path device, String driver) throws IOException {
        Path link = device.resolve("driver");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, folder("sys/bus/platform/drivers/" + driver));
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** Chips before and behind the header's, as kernels of 2024 and later number them. */
    static FakePi four(Path root) throws IOException {
        return new FakePi(root)
                .chip("gpiochip0", "soc/fe200000.gpio", "pinctrl-bcm2835", "pinctrl-bcm2711")
                .chip("gpiochip1", "soc/firmware/gpio", "raspberrypi-exp-gpio", "raspberrypi-exp-gpio")
                .device("gpiochip0");
    }

    /** The header was chip 4 of a Pi 5 before Linux 6.6.45. */
    static FakePi five(Path root) throws IOException {
        return new FakePi(root)
                .chip("gpiochip0", "soc/107d508500.gpio", "brcmstb-gpio", "")
                .chip("gpiochip4", "axi/1000120000.pcie/1f000d0000.gpio", "pinctrl-rp1", "")
                .device("gpiochip0")
                .device("gpiochip4");
    }
}
