package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpioGroupTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpio:x:986:pi|1000|27 986|this user is in the group gpio",
                "gpio:x:986:|1000|27 986|this user is in the group gpio",
                "gpio:x:986:alice,pi|1000|27|this user is in the group gpio from the next login on",
                "gpio:x:986:pia|1000|27 98|this user is not in the group gpio: sudo usermod -aG gpio pi, then log in again",
                "gpiox:x:986:pi|1000|986|there is no group gpio on this machine",
                "gpio:x:986:|0|0|this user is root, who needs no group"
            })
    void givenAGroupAndAUserThenTheLineSaysWhetherThePinsAreTheirs(String group, String uid, String groups, String line)
            throws IOException {
        Path groupFile = Files.writeString(folder.resolve("group"), "root:x:0:\n" + group + "\n");
        Path status = Files.writeString(
                folder.resolve("status"),
                "Name:\tjava\nUid:\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid
                        + "\nGid:\t1000\t1000\t1000\t1000\nGroups:\t" + groups + " \n");

        assertThat(GpioGroup.line(groupFile, status, "pi")).isEqualTo(line);
    }
}
