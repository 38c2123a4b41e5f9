package dev.porchlight.bridge.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who listens on a TCP port of this machine, as far as {@code /proc} tells this user: another user's process shows its user
 * and no more. Of a command line only the name of a jar is read, since the rest may hold secrets.
 */
final class PortHolder {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String LISTENING = "0A"; // TCP_LISTEN of the kernel's net/tcp_states.h
    private static final int MAX_LINES = 65_536;
    private static final int MAX_COMMAND_BYTES = 16 * 1024;

    private final Path proc;
    private final Path passwd;

    PortHolder(Path proc, Path passwd) {
        this.proc = proc;
        this.passwd = passwd;
    }

    /** Of this machine. */
    static PortHolder ofThisMachine() {
        return new PortHolder(Path.of("/proc"), Path.of("/etc/passwd"));
    }

    /** Continues "taken by …"; empty when nothing is to be seen. */
    Optional<String> of(int port) {
        String[] entry =
                entry("net/tcp", port).or(() -> entry("net/tcp6", port)).orElse(null);
        if (entry == null) {
            return Optional.empty();
        }
        String user = entry[7];
        Optional<String> process = process("socket:[" + entry[9] + "]");
        return Optional.of(process.orElseGet(() -> "a process of the user " + name(user)));
    }

    /** The columns of a listening socket's line. */
    private Optional<String[]> entry(String file, int port) {
        String suffix = ":%04X".formatted(port);
        try (Stream<String> lines = Files.lines(proc.resolve(file))) {
            return lines.skip(1)
                    .limit(MAX_LINES)
                    .map(line -> BLANKS.split(line.strip()))
                    .filter(columns ->
                            columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Optional<String> process(String socket) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, socket)) {
                    return Optional.of("process " + process.getFileName() + " (" + command(process) + ")");
                }
            }
        } catch (IOException | RuntimeException e) {
            // Then nobody can say.
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            // Another user's, or it has ended meanwhile.
        }
        return false;
    }

    private static String command(Path process) {
        try {
            String name = Files.readString(process.resolve("comm")).strip();
            byte[] bytes;
            try (var in = Files.newInputStream(process.resolve("cmdline"))) {
                bytes = in.readNBytes(MAX_COMMAND_BYTES);
            }
            String[] words = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
            for (int i = 0; i + 1 < words.length; i++) {
                if (words[i].equals("-jar")) {
                    return Terminal.shown(
                            name + " -jar " + Path.of(words[i + 1]).getFileName());
                }
            }
            return Terminal.shown(name);
        } catch (IOException | RuntimeException e) {
            return "it has ended meanwhile";
        }
    }

    private String name(String userId) {
        try (Stream<String> lines = Files.lines(passwd)) {
            return lines.limit(MAX_LINES)
                    .map(line -> line.split(":", -1))
                    .filter(columns -> columns.length > 2 && columns[2].equals(userId))
                    .map(columns -> columns[0])
                    .findFirst()
                    .orElse(userId);
        } catch (IOException | RuntimeException e) {
            return userId;
        }
    }
}
