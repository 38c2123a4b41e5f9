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

    /** Lines as the kernel of a Pi has them: GPIO17 free, or with a holder. */
    private void refuse(String holder, LightSpec... lights) throws Exception {
        MemoryPins kernel = new MemoryPins();
        PinDriver driver = new PinDriver() {
            @Override
            public String name() {
                return "kernel";
            }

            @Override
            public String describe() {
                return name();
            }

            @Override
            public Line output(String name, Pin pin, int high) {
                return kernel.output(name, pin, high);
            }

            @Override
            public Line pwm(String name, Pin pin, int high) {
                return kernel.pwm(name, pin, high);
            }

            @Override
            public Contact input(String name, Pin pin, Pull pull, Runnable onEdge) {
                return kernel.input(name, pin, pull, onEdge);
            }

            @Override
            public Optional<LineInfo> info(Pin pin) {
                return Optional.of(new LineInfo(
                        Optional.of(pin.toString()), Optional.of(holder).filter(text -> !text.isEmpty())));
            }

            @Override
            public void close() {
                kernel.close();
            }
        };
        new Providers(root)
                .refuse(
                        new BoardConfig(
                                BoardConfig.Provider.GPIOD,
                                false,
                                Optional.empty(),
                                List.of(lights),
                                List.of(),
                                List.of()),
                        driver,
                        new Gpio(root).chip());
    }

    private static LightSpec pwm(String name, int bcm) {
        return new LightSpec(name, new Pin(bcm), false, true, 100, Safe.OFF);
    }

    @Test
    void aPinThatSomebodyHasIsRefusedWithBothUses() throws Exception {
        FakePi.four(root).device("i2c-1");
        assertThatThrownBy(() -> refuse("onewire@0", PORCH))
                .isInstanceOf(HardwareException.class)
                .hasMessage("GPIO17 (pin 11) is used by light.porch and taken by onewire@0");
        assertThatThrownBy(() -> refuse("porchlight:relay.sign", PORCH))
                .hasMessageContaining("taken by the relay.sign of a Porchlight that runs already");
        LightSpec onBus = new LightSpec("light.bus", new Pin(3), false, false, 100, Safe.OFF);
        assertThatThrownBy(() -> refuse("", PORCH, onBus))
                .hasMessage(
                        "GPIO3 (pin 5) is used by light.bus and taken by I2C bus 1 (dtparam=i2c_arm=on in config.txt)");
        refuse("", PORCH);
    }

    @Test
    void twoLightsOnOneChannelAreRefusedOnThePiThatHasTwoAndFineOnTheOneThatHasFour() throws Exception {
        FakePi.four(root).pwm(0, "soc/fe20c000.pwm", "pwm-bcm2835");
        assertThatThrownBy(() -> refuse("", pwm("light.a", 12), pwm("light.b", 18)))
                .hasMessageContaining("light.b on GPIO18 (pin 12) and light.a on GPIO12 (pin 32) share PWM channel 0");
        refuse("", pwm("light.a", 18), pwm("light.b", 19));
    }

    @Test
    void aPiFiveHasAChannelForEachOfTheFour() throws Exception {
        FakePi.five(root).pwm(2, "axi/1000120000.pcie/1f00098000.pwm", "rp1-pwm");
        refuse("", pwm("light.a", 12), pwm("light.b", 18), pwm("light.c", 13), pwm("light.d", 19));
    }

    @Test
    void pwmThatIsSwitchedOffIsRefused() throws Exception {
        FakePi.four(root);
        assertThatThrownBy(() -> refuse("", pwm("light.a", 18))).hasMessageContaining("dtoverlay=pwm,pin=18,func=2");
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
