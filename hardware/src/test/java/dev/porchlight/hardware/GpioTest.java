package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpioTest {

    private static final Gpio.Chip BCM = new Gpio.Chip("gpiochip0", "pinctrl-bcm2711");
    private static final Gpio.Chip RP1 = new Gpio.Chip("gpiochip4", "pinctrl-rp1");

    @TempDir
    private Path root;

    @Test
    void theChipIsFoundByItsLabelWhateverItsNumber() throws Exception {
        FakePi.four(root);
        assertThat(new Gpio(root).chip()).isEqualTo(BCM);
    }

    @Test
    void theChipIsFoundByItsDriverWhereThereAreNoLabels() throws Exception {
        FakePi.five(root);
        assertThat(new Gpio(root).chip()).isEqualTo(RP1);
    }

    @Test
    void aMachineWithoutAHeaderSaysWhatItHasInstead() throws Exception {
        assertThatThrownBy(() -> new Gpio(root).chip()).hasMessage("no GPIO here: this machine has no GPIO chip");
        new FakePi(root).chip("gpiochip0", "INT34C5:00", "cannonlake-pinctrl", "INT34C5:00");
        assertThatThrownBy(() -> new Gpio(root).chip())
                .hasMessage(
                        "no GPIO here: none of {gpiochip0=INT34C5:00} is a Pi's header (pinctrl-rp1 or pinctrl-bcm…)");
    }

    @Test
    void aContainerWithoutTheDeviceIsToldWhatItNeeds() throws Exception {
        new FakePi(root).chip("gpiochip0", "soc/fe200000.gpio", "pinctrl-bcm2835", "pinctrl-bcm2711");
        assertThatThrownBy(() -> new Gpio(root).chip())
                .hasMessageContaining("a container needs --device /dev/gpiochip0");
    }

    @Test
    void thePwmOfTheHeaderIsFoundAndTheFansIsNot() throws Exception {
        FakePi.five(root)
                .pwm(0, "axi/1000120000.pcie/1f0009c000.pwm", "rp1-pwm")
                .pwm(2, "axi/1000120000.pcie/1f00098000.pwm", "rp1-pwm");
        assertThat(new Gpio(root).pwm(new Pin(18), "light.desk", RP1)).isEqualTo(new Gpio.Channel(2, 2));
        assertThat(new Gpio(root).pwm(new Pin(13), "light.desk", RP1)).isEqualTo(new Gpio.Channel(2, 1));
    }

    @Test
    void theOlderChipsHaveTwoChannelsForFourPins() throws Exception {
        FakePi.four(root).pwm(0, "soc/fe20c000.pwm", "pwm-bcm2835");
        assertThat(new Gpio(root).pwm(new Pin(18), "light.desk", BCM)).isEqualTo(new Gpio.Channel(0, 0));
        assertThat(new Gpio(root).pwm(new Pin(12), "light.desk", BCM)).isEqualTo(new Gpio.Channel(0, 0));
        assertThat(new Gpio(root).pwm(new Pin(19), "light.desk", BCM)).isEqualTo(new Gpio.Channel(0, 1));
    }

    @Test
    void pwmThatIsSwitchedOffNamesTheLineForConfigTxt() throws Exception {
        FakePi.four(root);
        assertThatThrownBy(() -> new Gpio(root).pwm(new Pin(18), "light.desk", BCM))
                .hasMessage("light.desk: the hardware PWM of GPIO18 (pin 12) is off: add dtoverlay=pwm,pin=18,func=2"
                        + " to /boot/firmware/config.txt and restart the Pi");
        assertThatThrownBy(() -> new Gpio(root).pwm(new Pin(13), "light.desk", BCM))
                .hasMessageContaining("dtoverlay=pwm,pin=13,func=4");
    }

    @Test
    void aBusThatIsSwitchedOnHasItsPins() throws Exception {
        FakePi.four(root).device("i2c-1").device("spidev0.0").device("ttyS0").link("serial0", "ttyS0");
        Gpio gpio = new Gpio(root);
        assertThat(gpio.bus(new Pin(2), BCM)).hasValue("I2C bus 1 (dtparam=i2c_arm=on in config.txt)");
        assertThat(gpio.bus(new Pin(11), BCM)).hasValue("SPI bus 0 (dtparam=spi=on in config.txt)");
        assertThat(gpio.bus(new Pin(14), BCM)).hasValue("the UART (enable_uart=1 in config.txt)");
        assertThat(gpio.bus(new Pin(7), BCM)).isEmpty();
        assertThat(gpio.bus(new Pin(0), BCM)).isEmpty();
        assertThat(gpio.bus(new Pin(17), BCM)).isEmpty();
    }

    @Test
    void theDebugPortOfAPiFiveIsNotTheHeadersUart() throws Exception {
        FakePi pi = FakePi.five(root).device("ttyAMA10").link("serial0", "ttyAMA10");
        assertThat(new Gpio(root).bus(new Pin(14), RP1)).isEmpty();
        pi.device("ttyAMA0");
        assertThat(new Gpio(root).bus(new Pin(14), RP1)).hasValue("the UART (dtparam=uart0=on in config.txt)");
    }
}
