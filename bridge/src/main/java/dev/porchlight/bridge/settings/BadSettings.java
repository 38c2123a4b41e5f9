package dev.porchlight.bridge.settings;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** All mistakes of the settings together, so that one start is enough to mend them. The message is for a person. */
public final class BadSettings extends CannotStart {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    BadSettings(List<Mistake> mistakes) {
        super(mistakes.stream()
                .map(mistake -> "  " + mistake)
                .collect(Collectors.joining("\n", headline(mistakes.size()) + "\n", "")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }

    private static String headline(int count) {
        return count == 1 ? "one setting is wrong:" : count + " settings are wrong:";
    }
}
