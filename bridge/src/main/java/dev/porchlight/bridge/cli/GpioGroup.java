package dev.porchlight.bridge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether this process may use the pins: the group {@code gpio} of Raspberry Pi OS, or root. */
final class GpioGroup {

    private static final int MAX_LINES = 65_536;

    private GpioGroup() {}

    /** In one line, for this process. */
    static String line() {
        return line(Path.of("/etc/group"), Path.of("/proc/self/status"), System.getProperty("user.name"));
    }

    static String line(Path groups, Path status, String user) {
        Optional<String[]> gpio = lines(groups).stream()
                .map(line -> line.split(":", -1))
                .filter(columns -> columns.length == 4 && columns[0].equals("gpio"))
                .findFirst();
        List<String> now = lines(status);
        boolean root =
                words(now, "Uid:").stream().skip(1).findFirst().orElse("").equals("0");
        if (root) {
            return "this user is root, who needs no group";
        }
        if (gpio.isEmpty()) {
            return "there is no group gpio on this machine";
        }
        if (words(now, "Groups:").contains(gpio.get()[2]) || words(now, "Gid:").contains(gpio.get()[2])) {
            return "this user is in the group gpio";
        }
        return List.of(gpio.get()[3].split(",", -1)).contains(user)
                ? "this user is in the group gpio from the next login on"
                : "this user is not in the group gpio: sudo usermod -aG gpio " + user + ", then log in again";
    }

    private static List<String> words(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .flatMap(line ->
                        Arrays.stream(line.substring(key.length()).strip().split("\\s+", -1)))
                .toList();
    }

    private static List<String> lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.limit(MAX_LINES).toList();
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }
}
