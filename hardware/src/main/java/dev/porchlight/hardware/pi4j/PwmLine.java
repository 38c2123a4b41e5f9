package dev.porchlight.hardware.pi4j;

import com.pi4j.plugin.linuxfs.internal.LinuxPwm;
import dev.porchlight.hardware.PinDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * One channel of hardware PWM, at 1 kHz, which no eye and no camera in a room sees. A change of the duty is one write of one
 * file; Pi4J's own {@code Pwm} switches the channel off and on for each, which flickers, so only its file layer is used.
 */
final class PwmLine implements PinDriver.Line {

    /** 1 kHz, in nanoseconds. */
    static final long PERIOD = 1_000_000;

    /** What udev may take to hand the new files to the group gpio. */
    private static final Duration UDEV = Duration.ofMillis(500);

    private static final Duration RETRY = Duration.ofMillis(10);
    private static final String SYSFS = "/sys/class/pwm";

    private final LinuxPwm pwm;

    private PwmLine(LinuxPwm pwm) {
        this.pwm = pwm;
    }

    static PwmLine open(GpiodPins.Channel channel, int high) throws IOException {
        return open(new LinuxPwm(SYSFS, channel.chip(), channel.channel()), high);
    }

    static PwmLine open(LinuxPwm pwm, int high) throws IOException {
        // The hardware thread waits for udev once in the life of a channel, never for one that just fails.
        boolean fresh = !pwm.isExported();
        if (fresh) {
            pwm.export();
        }
        long end = System.nanoTime() + UDEV.toNanos();
        while (true) {
            try {
                start(pwm, high);
                return new PwmLine(pwm);
            } catch (IOException e) {
                if (!fresh || System.nanoTime() - end > 0) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    /** A channel that runs already is not interrupted. A duty longer than the period is refused, so it goes first. */
    private static void start(LinuxPwm pwm, int high) throws IOException {
        if (pwm.getPeriod() != PERIOD) {
            pwm.setDutyCycle(0);
            pwm.setPeriod(PERIOD);
        }
        pwm.setDutyCycle(duty(high));
        if (!pwm.isEnabled()) {
            pwm.enable();
        }
    }

    private static long duty(int high) {
        return PERIOD * high / PinDriver.FULL;
    }

    @Override
    public void drive(int high) throws IOException {
        pwm.setDutyCycle(duty(high));
    }

    @Override
    public void release() {
        // The channel stays exported and as it is, which is what HOLD means; the next open takes it over.
    }
}
