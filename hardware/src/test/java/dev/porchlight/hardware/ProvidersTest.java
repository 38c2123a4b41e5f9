package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {

    private static final LightSpec PORCH = new LightSpec("light.porch", new Pin(17), false, false, 100, Safe.OFF);

    @TempDir
    private Path root;

    private static BoardConfig config(BoardConfig.Provider provider, boolean required) {
        return new BoardConfig(provider, required, Optional.empty(), List.of(PORCH), List.of(), List.of());
    }

    @Test
    void autoFallsToMemoryWhereThereIsNoGpioAndSaysWhy() throws Exception {
        Board.Chosen chosen = new Providers(root).choose(config(BoardConfig.Provider.AUTO, false));
        assertThat(chosen.driver()).isInstanceOf(MemoryPins.class);
        assertThat(chosen.why()).isEqualTo("memory: no GPIO here: this machine has no GPIO chip");
    }

    @Test
    void requiredMakesThatAnErrorAndSoDoesGpiod() {
        assertThatThrownBy(() -> new Providers(root).choose(config(BoardConfig.Provider.AUTO, true)))
                .isInstanceOf(HardwareException.class)
                .hasMessage("hardware.required=true, but no GPIO here: this machine has no GPIO chip");
        assertThatThrownBy(() -> new Providers(root).choose(config(BoardConfig.Provider.GPIOD, false)))
                .isInstanceOf(HardwareException.class)
                .hasMessage("gpio.provider=gpiod, but no GPIO here: this machine has no GPIO chip");
        assertThatThrownBy(() -> new Providers(root).choose(config(BoardConfig.Provider.MEMORY, true)))
                .isInstanceOf(HardwareException.class)
                .hasMessageContaining("gpio.provider=memory drives no pins");
    }

    @Test
    void aLibraryThatDoesNotLoadIsAReasonAndNoCrash() throws Exception {
        assumeThat(System.getProperty("os.arch"))
                .as("Pi4J has libraries for ARM")
                .isEqualTo("amd64");
        FakePi.four(root);
        Board.Chosen chosen = new Providers(root).choose(config(BoardConfig.Provider.AUTO, false));
        assertThat(chosen.why())
                .startsWith("memory: Pi4J cannot use gpiochip0: ")
                .contains("os.arch");
        assertThat(new Providers(root).report(config(BoardConfig.Provider.AUTO, false)))
                .containsExactly(new PinReport(
                        PORCH.pin(), "light.porch", Optional.empty(), Optional.empty(), false, Optional.empty()));
    }

    @Test
    void aWallOnAMachineWithoutGpioLoadsNoClassOfPi4j() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                System.getProperty("java.class.path").split(File.pathSeparator)),
                        Opener.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said).contains("dev.porchlight.hardware.Providers").doesNotContain("com.pi4j.");
    }

    /** Run by the test above in a JVM of its own. */
    static final class Opener {

        private Opener() {}

        public static void main(String[] args) throws Exception {
            Board.Chosen chosen = new Providers(Path.of(args[0])).choose(config(BoardConfig.Provider.AUTO, false));
            Board.open(config(BoardConfig.Provider.AUTO, false), chosen.driver(), (warning, event, fields) -> {})
                    .close();
        }
    }
}
