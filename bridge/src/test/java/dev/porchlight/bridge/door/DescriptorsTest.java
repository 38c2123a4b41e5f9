package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorsTest {

    @Test
    void theLimitIsTheOneThatTheJdkKnows() {
        var bean = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assertThat(Descriptors.limit()).isEqualTo((int) bean.getMaxFileDescriptorCount());
    }

    @Test
    void givenTheKernelsTableThenItIsTheSoftLimitOfOpenFiles() {
        assertThat(Descriptors.soft(List.of(
                        "Limit                     Soft Limit           Hard Limit           Units     ",
                        "Max processes             96000                96000                processes ",
                        "Max open files            1024                 524288               files     ")))
                .hasValue(1_024);
    }

    @Test
    void givenNoNumberOrNoLineThenNothingIsKnown() {
        assertThat(Descriptors.soft(
                        List.of("Max open files            unlimited            unlimited            files")))
                .isEmpty();
        assertThat(Descriptors.soft(List.of())).isEmpty();
    }
}
