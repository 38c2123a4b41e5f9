package dev.porchlight.hardware.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.definition.BoardModel;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.library.gpiod.internal.GpioLine;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.PinDriver;
import dev.porchlight.hardware.PinReport;
import dev.porchlight.hardware.Pull;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a Pi: outputs by Pi4J's gpiod provider, buttons by the edge events of the kernel, PWM by the files in sysfs.
 * Pi4J is told which provider it has; it looks for none, adds no shutdown hook, and reads no files of its own.
 *
 * <p>Pi4J's own digital input is not used: it wakes a hundred times a second for each button.
 */
public final class GpiodPins implements PinDriver {

    /** Before the name of each line's holder, as {@code gpioinfo} shows it. */
    static final String HOLDER = PinReport.OURS;

    private final Context context;
    private final Outputs outputs;
    private final String description;
    private Map<Pin, Channel> channels = Map.of();

    /**
     * A channel of hardware PWM.
     *
     * @param chip the number in {@code pwmchip0}
     */
    public record Channel(int chip, int channel) {}

    private GpiodPins(Context context, String description) {
        this.context = context;
        this.description = description;
        outputs = new Outputs(context);
    }

    /**
     * Opens a chip.
     *
     * @param name such as {@code gpiochip0}
     * @param label such as {@code pinctrl-rp1}, for people
     * @throws RuntimeException or {@link LinkageError} when Pi4J cannot
     */
    public static GpiodPins open(String name, String label) {
        // Pi4J drives only boards of its own list; the label is better proof of a Pi than a list that ages.
        if (!BoardInfoHelper.runningOnRaspberryPi()) {
            BoardInfoHelper.current()
                    .setBoardModel(label.equals("pinctrl-rp1") ? BoardModel.GENERIC_RP1 : BoardModel.GENERIC);
        }
        Context context = context(GpioDDigitalOutputProvider.newInstance(), name);
        try {
            // Loads the native library, whatever Pi4J made of its failure so far.
            GpioDContext.getInstance().getOrOpenLine(0);
        } catch (RuntimeException | LinkageError e) {
            context.shutdown();
            throw e;
        }
        return new GpiodPins(context, "gpiod on " + name + " (" + label + ")");
    }

    static Context context(DigitalOutputProvider provider, String chip) {
        return Pi4J.newContextBuilder()
                .noAutoDetect()
                .noAutoInject()
                .disableShutdownHook()
                .setGpioChipName(chip)
                .add(provider)
                .build();
    }

    /** Which channel each PWM pin is; before any is opened. */
    public void usePwm(Map<Pin, Channel> found) {
        channels = Map.copyOf(found);
    }

    @Override
    public String name() {
        return "gpiod";
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public Line output(String name, Pin pin, int high) throws IOException {
        return outputs.open(HOLDER + name, pin, high);
    }

    @Override
    public Line pwm(String name, Pin pin, int high) throws IOException {
        Channel channel = channels.get(pin);
        if (channel == null) {
            throw new IOException("no PWM channel is known for " + pin);
        }
        return PwmLine.open(channel, high);
    }

    @Override
    public Contact input(String name, Pin pin, Pull pull, Runnable onEdge) throws IOException {
        return EdgeContact.open(HOLDER + name, pin, pull, onEdge);
    }

    @Override
    public Optional<LineInfo> info(Pin pin) {
        try {
            GpioLine line = GpioDContext.getInstance().getOrOpenLine(pin.bcm());
            line.update();
            Optional<String> holder = Optional.ofNullable(line.getConsumer()).filter(text -> !text.isEmpty());
            if (holder.isEmpty() && line.isUsed()) {
                holder = Optional.of("the kernel, for another function of the pin");
            }
            return Optional.of(new LineInfo(Optional.ofNullable(line.getName()), holder));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        // The outputs are given back one by one; what a button's thread still has, the kernel takes when the process
        // ends.
        if (!EdgeContact.anyWatching()) {
            context.shutdown();
        }
    }
}
