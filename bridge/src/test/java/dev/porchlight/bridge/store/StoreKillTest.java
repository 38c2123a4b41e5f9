package dev.porchlight.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes loses nothing that it was told is kept. */
@Timeout(120)
class StoreKillTest {

    private static final int ROUNDS = 4;

    @TempDir
    Path folder;

    /** The process: writes one number after the other, and says each once it is kept. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            Store store = new Store(Path.of(args[0]));
            Table table = store.table("numbers");
            store.openIfThere();
            for (int i = Integer.parseInt(args[1]); ; i++) {
                String number = Integer.toString(i);
                store.write(() -> {
                    table.put("first", number);
                    table.put("padding", number.repeat(1_000));
                    table.put("second", number);
                    return null;
                });
                System.out.println(number);
            }
        }
    }

    private Process writer(int from) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void givenAKillWhileWritingThenWhatWasToldAsKeptIsThereAndNoChangeIsHalf() throws Exception {
        int told = -1;
        for (int round = 0; round < ROUNDS; round++) {
            told = killedWhileWriting(told + 1, 20 + 7 * round);

            List<String> found;
            try (Store store = new Store(folder)) {
                Table table = store.table("numbers");
                store.openIfThere();
                found = store.read(() -> Stream.of("first", "second")
                        .map(key -> table.get(key).orElseThrow())
                        .toList());
            }
            assertThat(found.get(0)).isEqualTo(found.get(1));
            // One more may have been kept without there having been the time to say so.
            assertThat(Integer.parseInt(found.get(0))).isBetween(told, told + 1);
        }
    }

    @Test
    void givenAnotherProcessThatHasTheFileThenThisOneIsRefusedUntilItIsGone() throws Exception {
        Process writer = writer(0);
        try (BufferedReader out = writer.inputReader();
                Store store = new Store(folder)) {
            assertThat(out.readLine()).isEqualTo("0");
            assertThatThrownBy(store::openIfThere)
                    .isInstanceOf(StoreRefused.class)
                    .hasMessageContaining("in use by another Porchlight");
            writer.destroyForcibly();
            assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
            store.openIfThere();
        } finally {
            writer.destroyForcibly();
        }
    }

    /** Kills it in the middle of the next write, and gives the last number that it said. */
    private int killedWhileWriting(int from, int numbers) throws IOException, InterruptedException {
        Process writer = writer(from);
        int last = -1;
        try (BufferedReader out = writer.inputReader()) {
            for (int i = 0; i < numbers; i++) {
                last = Integer.parseInt(out.readLine());
            }
            writer.toHandle().destroyForcibly(); // Process's own would close the pipe
            for (String more = out.readLine(); more != null; more = out.readLine()) {
                last = Integer.parseInt(more);
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return last;
    }
}
