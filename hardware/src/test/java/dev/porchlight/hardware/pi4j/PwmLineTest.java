package dev.porchlight.hardware.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.plugin.linuxfs.internal.LinuxPwm;
import dev.porchlight.hardware.PinDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PwmLineTest {

    @TempDir
    private Path sysfs;

    private Path channel;

    @BeforeEach
    void exported() throws IOException {
        channel = Files.createDirectories(sysfs.resolve("pwmchip0/pwm1"));
        Files.writeString(channel.resolve("period"), "0\n");
        Files.writeString(channel.resolve("duty_cycle"), "0\n");
        Files.writeString(channel.resolve("enable"), "0\n");
    }

    private String text(String file) throws IOException {
        return Files.readString(channel.resolve(file)).strip();
    }

    private PwmLine open(int high) throws IOException {
        return PwmLine.open(new LinuxPwm(sysfs.toString(), 0, 1), high);
    }

    @Test
    void aChannelRunsAtOneKilohertzAndFollowsTheShare() throws Exception {
        PwmLine line = open(PinDriver.FULL / 4);
        assertThat(text("period")).isEqualTo("1000000");
        assertThat(text("duty_cycle")).isEqualTo("250000");
        assertThat(text("enable")).isEqualTo("1");
        line.drive(1);
        assertThat(text("duty_cycle")).isEqualTo("100");
        line.drive(PinDriver.FULL);
        assertThat(text("duty_cycle")).isEqualTo("1000000");
    }

    @Test
    void aChannelThatRunsAlreadyIsNotSwitchedOff() throws Exception {
        open(PinDriver.FULL);
        Files.delete(channel.resolve("enable"));
        Files.writeString(channel.resolve("enable"), "1\n");
        open(PinDriver.FULL / 2);
        assertThat(Files.readString(channel.resolve("enable")))
                .as("not written again")
                .isEqualTo("1\n");
        assertThat(text("duty_cycle")).isEqualTo("500000");
    }

    @Test
    void aChannelWithoutFilesIsAnIoException() throws Exception {
        Files.delete(channel.resolve("period"));
        assertThatThrownBy(() -> open(0)).isInstanceOf(IOException.class).hasMessageContaining("period");
    }
}
