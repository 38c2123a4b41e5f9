package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.PinReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What check makes of pins that a start would be refused. */
class PinsCheckTest {

    private static final PinReport FREE =
            new PinReport(new Pin(4), "light.a", Optional.of("GPIO4"), Optional.empty(), true, Optional.empty());
    private static final PinReport OURS = held(17, "light.porch", "porchlight:light.porch");
    private static final PinReport BUS = held(2, "light.new", "I2C bus 1");

    private final StringWriter text = new StringWriter();
    private final Findings findings = new Findings(new PrintWriter(text, true));

    private static PinReport held(int bcm, String use, String holder) {
        Pin pin = new Pin(bcm);
        return new PinReport(
                pin,
                use,
                Optional.of(pin.toString()),
                Optional.of(holder),
                true,
                Optional.of(pin.describe() + " is used by " + use + " and taken by " + holder));
    }

    @Test
    void givenABridgeThatRunsWhenItHasThePinsThenThereIsNothingToMend() {
        PinsCheck.refused("all of it", List.of(FREE, OURS), true, findings);
        findings.conclude();
        assertThat(text.toString()).contains("in use by the Porchlight that is running", "Nothing to mend");
    }

    @Test
    void givenABridgeThatRunsWhenANewPinIsABussThenThatIsToMendBeforeTheNextStart() {
        PinsCheck.refused("all of it", List.of(FREE, OURS, BUS), true, findings);
        assertThatThrownBy(findings::conclude)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("one thing to mend")
                .hasMessageContaining("GPIO2 (pin 3) is used by light.new and taken by I2C bus 1");
    }

    @Test
    void givenNoBridgeOnThePortWhenAnotherPorchlightHasAPinThenThatIsToMend() {
        PinsCheck.refused("all of it", List.of(OURS), false, findings);
        assertThatThrownBy(findings::conclude).hasMessageContaining("used by light.porch");
    }

    @Test
    void givenNoPinIsToBlameThenTheReasonItselfIsToMend() {
        PinsCheck.refused("hardware.required=true, but no GPIO here", List.of(FREE), true, findings);
        assertThatThrownBy(findings::conclude).hasMessageContaining("hardware.required=true, but no GPIO here");
    }
}
